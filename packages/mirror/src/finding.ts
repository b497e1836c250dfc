/** A thing that a row names, such as a device by its id. */
export interface FindingEntity {
  readonly kind: string;
  readonly column: string;
  readonly value: string;
}

/** One row of a hunt, with what tells it from others. */
export interface FindingMatch {
  /** The same for two rows that are the same finding. */
  readonly key: string;
  readonly entities: readonly FindingEntity[];
  readonly row: Readonly<Record<string, unknown>>;
}

export interface Finding extends FindingMatch {
  readonly seq: number;
  readonly hunt: string;
  readonly severity: string;
  /** ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Runs that saw it. */
  readonly count: number;
}

/** A run of a hunt that came to its end. Times in epoch milliseconds. */
export interface HuntResult {
  readonly hunt: string;
  readonly severity: string;
  /** The due time the run was for. */
  readonly slot: number;
  readonly now: number;
  /** Milliseconds after its report during which a key is not reported again. Absent: it never is. */
  readonly suppressFor?: number | undefined;
  readonly matches: readonly FindingMatch[];
}

export interface HuntRun {
  readonly hunt: string;
  readonly slot: number;
  readonly endedAt: number;
  readonly rows: number;
  readonly reported: number;
  readonly error: string | undefined;
}

export interface FindingFilter {
  readonly hunt?: string | undefined;
  readonly severity?: readonly string[] | undefined;
  /** Seen at or after, epoch ms. */
  readonly since?: number | undefined;
  readonly limit?: number | undefined;
}

export interface FindingOutboxRow {
  readonly seq: number;
  readonly finding: Finding;
}

/** What scheduled hunts found, and when each last ran. */
export interface FindingBook {
  /** Findings, their outbox rows and the run itself, all or nothing. Answers how many were reported. */
  record(result: HuntResult): { readonly reported: number; readonly known: number };
  failed(run: {
    readonly hunt: string;
    readonly slot: number;
    readonly now: number;
    readonly error: string;
  }): void;
  run(hunt: string): HuntRun | undefined;
  /** Last seen first. */
  list(filter?: FindingFilter): Iterable<Finding>;
  /** Findings waiting for delivery, each exactly once, in the order in which they were reported. */
  readonly outbox: {
    pending(limit: number): FindingOutboxRow[];
    ack(seqs: readonly number[], now: number): number;
  };
}
