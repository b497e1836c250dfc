import type { Instant } from './instant.ts';

/**
 * Where the rows of a file come from. `export`: read from the cloud, span by span; a later reading of the same span
 * takes their place. `import`: handed in; they stay until they are pruned.
 */
export type Origin = 'export' | 'import';

/** A Parquet file that counts. */
export interface ArchiveFile {
  /** Path below the folder of the archive, with `/`. */
  readonly name: string;
  readonly table: string;
  /** UTC day of its rows; for a table without `Timestamp` the day on which it was read. */
  readonly day: string;
  readonly origin: Origin;
  /** The columns its source carried. */
  readonly columns: readonly string[];
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Earliest and latest `Timestamp`. */
  readonly first: Instant | undefined;
  readonly last: Instant | undefined;
}
