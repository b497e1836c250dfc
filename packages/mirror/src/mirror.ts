import type { Defender, Incident, Route } from '@vedette/sdk';

export interface FetchOptions {
  readonly defender: Defender;
  readonly route?: Route | undefined;
  /** Read incidents last updated at or after this time when nothing was mirrored yet. Default: all there are. */
  readonly since?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Epoch milliseconds. */
  readonly now?: (() => number) | undefined;
  readonly progress?:
    ((progress: { incidents: number; alerts: number; through?: string }) => void) | undefined;
  /** Told once when reading had to fall back to a slower way, with the reason. */
  readonly note?: ((text: string) => void) | undefined;
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

/** A local, complete and durable copy of the incidents of one tenant. */
export interface Mirror {
  fetch(options: FetchOptions): Promise<FetchSummary>;
  status(): MirrorStatus;
  /** Newest update first. */
  incidents(filter?: {
    status?: readonly string[];
    severity?: readonly string[];
    assignedTo?: string;
    limit?: number;
    withAlerts?: boolean;
  }): Iterable<Incident>;
  incident(id: string): Incident | undefined;
  close(): void;
}
