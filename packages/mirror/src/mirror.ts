import type { Defender, Incident, Route } from '@vedette/sdk';
import type { FindingBook } from './finding.ts';

/** How far back a fetch looks behind its cursor, and how often it does so. */
export interface Sweep {
  readonly name: string;
  /** Milliseconds since the last one of this name, or of a wider one. 0: at every fetch. */
  readonly every: number;
  /** Milliseconds behind the cursor. `Infinity`: compare everything there is. */
  readonly back: number;
  /** … and at least as far as so many of the newest incidents reach. */
  readonly incidents?: number | undefined;
}

export interface FetchOptions {
  readonly defender: Defender;
  readonly route?: Route | undefined;
  /** Read incidents last updated at or after this time when nothing was mirrored yet. Default: all there are. */
  readonly since?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Epoch milliseconds. */
  readonly now?: (() => number) | undefined;
  /** Overlap and reconcile, for what surfaces late. Default: `SWEEPS`. */
  readonly sweeps?: readonly Sweep[] | undefined;
  readonly progress?:
    ((progress: { incidents: number; alerts: number; through?: string }) => void) | undefined;
  /** Told once when reading had to fall back to a slower way, with the reason. */
  readonly note?: ((text: string) => void) | undefined;
}

export interface FollowOptions extends FetchOptions {
  /** Milliseconds between two fetches while something changes; up to four times as long when nothing does. Default 60,000. */
  readonly interval?: number | undefined;
}

export interface FetchSummary {
  /** Incident versions that were new to the mirror. */
  readonly stored: number;
  readonly incidents: number;
  readonly alerts: number;
  readonly merged: number;
  readonly pages: number;
  /** Reading was complete through this time of last update. */
  readonly through: string | undefined;
  /** Why part of it was read in a slower way, if it was. */
  readonly degraded: string | undefined;
  readonly ms: number;
}

export interface MirrorStatus {
  readonly path: string;
  readonly incidents: number;
  readonly versions: number;
  readonly alerts: number;
  readonly evidence: number;
  readonly comments: number;
  readonly outbox: { waiting: number; total: number };
  readonly cursor: string | undefined;
  readonly lastFetch: string | undefined;
  readonly bytes: number;
}

export interface LocalFilter {
  readonly status?: readonly string[] | undefined;
  readonly severity?: readonly string[] | undefined;
  readonly assignedTo?: string | undefined;
  readonly limit?: number | undefined;
  readonly withAlerts?: boolean | undefined;
}

export interface Merges {
  /** The incident in which this one ended, through every further merge. */
  readonly into: string | undefined;
  /** The incidents that were merged directly into this one. */
  readonly from: readonly string[];
}

export interface OutboxRow {
  readonly seq: number;
  readonly incidentId: string;
  /** UTC with seven fractional digits. With id and revision it names the version. */
  readonly lastUpdate: string;
  /** Above 0 when this time of last update arrived before, with other content. */
  readonly revision: number;
  readonly incident: Incident;
}

/** Versions waiting for delivery, each exactly once, in the order in which they were stored. */
export interface Outbox {
  pending(limit: number): OutboxRow[];
  /** Delivered. Answers how many of them were still waiting. */
  ack(seqs: readonly number[], now: number): number;
}

/** A local, complete and durable copy of the incidents of one tenant. */
export interface Mirror {
  /** @throws VedetteError MDE_STORE_BUSY when another process is fetching into the same store */
  fetch(options: FetchOptions): Promise<FetchSummary>;
  /**
   * Fetches again and again. What passes by itself (no network, a failing service, a used-up quota) is noted and
   * waited for; an abort ends it without an error.
   */
  follow(options: FollowOptions): AsyncIterable<FetchSummary>;
  status(): MirrorStatus;
  /** Newest update first. */
  incidents(filter?: LocalFilter): Iterable<Incident>;
  incident(id: string): Incident | undefined;
  merges(id: string): Merges;
  readonly outbox: Outbox;
  /** What scheduled hunts found. */
  readonly findings: FindingBook;
  close(): void;
}
