/** Something about a query that its author should know before it is sent. */
export interface Finding {
  /** `HUNT_…` for a rule of ours, `KS…` for what Microsoft's parser found. */
  readonly code: string;
  /** An error cannot run or asks for what there is not; a warning runs, and is slow, cut or not what was meant. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What to write instead. */
  readonly instead: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  readonly length: number;
}
