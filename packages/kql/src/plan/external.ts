import type { Place } from '../parse/place.ts';

/** How the records of a file are told apart. */
export type ExternalFormat =
  | { readonly kind: 'separated'; readonly separator: string; readonly quoted: boolean }
  | { readonly kind: 'lines' }
  | { readonly kind: 'raw' }
  | { readonly kind: 'json' };

/** Files that are read when the query runs, before its statement does: their records stand in a table of that name. */
export interface ExternalTable {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly format: ExternalFormat;
  /** Whether the first record of each file is left out: a heading. */
  readonly skipFirst: boolean;
  /** The columns, in order; fields stand as text in `c0`, `c1` and so on. */
  readonly columns: readonly string[];
  readonly place: Place;
}
