import type { Line } from './line.ts';
import type { Rhythm } from './rhythm.ts';

/** A table of everyday events: how many, when, after which templates, and the SQL of each column that is not empty. */
export interface BackgroundTable {
  readonly name: string;
  /** Rows for each row of `DeviceProcessEvents`. */
  readonly share: number;
  readonly rhythm: Rhythm;
  /** Whom rows are about. */
  readonly subjects: 'machine' | 'person';
  readonly lines: readonly Line[];
  /** Which of the rows that are drawn are kept; absent: all. */
  readonly where?: string;
  /** Tables of one stream draw the same rows; absent: the table's own. */
  readonly stream?: string;
  /** Over `b` (row: `i`, `day`, `midnight`, `at`, hashes `h` and `g`), `s` (machine or person) and `l` (template). */
  readonly columns: Readonly<Record<string, string>>;
}
