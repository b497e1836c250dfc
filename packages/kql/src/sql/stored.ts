import type { Sql } from './sql.ts';

/** A column as its file holds it. */
export interface StoredColumn {
  /** The column in the file. */
  readonly raw: Sql;
  /** DuckDB's name of the type in the file, such as `TIMESTAMP_NS`. */
  readonly type: string;
}

/** Where the rows of a table are, as SQL. */
export interface StoredTable {
  /** What stands behind FROM. The bounds are those of the query's `Timestamp`, in ticks, both inclusive. */
  from(bounds: { readonly from?: bigint; readonly to?: bigint }): Sql;
  /** The columns the files have; any other column of the schema reads as null. */
  readonly columns: ReadonlyMap<string, StoredColumn>;
}
