import type { Selection } from '../../src/purposes/selection.ts';
import type { Event } from './tables.ts';

/** A row that has to be found, or one that only looks like it and says why it is none. */
export type Candidate = Event & { readonly lookalike?: string };

export interface RowCase {
  readonly family: string;
  readonly purpose: string;
  readonly table: string;
  /** Added to every row. */
  readonly all?: Event;
  readonly rows: readonly Candidate[];
  readonly select: Partial<Selection>;
}
