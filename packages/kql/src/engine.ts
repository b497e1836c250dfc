import type { Diagnostic } from './diagnostic.ts';
import type { Column, KqlValue, Schema } from './type.ts';

/** A Parquet file of a table; the bounds, where known, let a query that asks for other days leave it unread. */
export interface ParquetFile {
  readonly path: string;
  /** Earliest and latest `Timestamp` in the file, ISO 8601. */
  readonly from?: string;
  readonly to?: string;
}

/**
 * Where the rows of a table are. Columns that the files lack read as null, columns that the schema lacks are left out,
 * and a column whose stored type differs is cast; what cannot be cast is null.
 */
export type TableSource =
  | { readonly kind: 'parquet'; readonly files: readonly ParquetFile[] }
  | { readonly kind: 'rows'; readonly rows: readonly Readonly<Record<string, unknown>>[] };

export interface EngineOptions {
  readonly schema: Schema;
  /** A table of the schema without a source is empty. */
  readonly sources?: ReadonlyMap<string, TableSource>;
  /** What `now()` answers; the system's clock if absent. */
  readonly now?: () => Date;
  /** A MaxMind database file (.mmdb) for `geo_info_from_ip_address`. */
  readonly geoDatabase?: string;
  /** Prefixes of the addresses `externaldata` may read. None if absent. */
  readonly externalData?: readonly string[];
  /** Upper bound of DuckDB's memory, as `1GB`. Half of the machine's if absent. */
  readonly memory?: string;
  readonly threads?: number;
  /** Where DuckDB may spill; a scratch folder of the system if absent. */
  readonly temporaryFolder?: string;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds; the query is stopped after them. */
  readonly timeout?: number;
  /** Values for `declare query_parameters`, as KQL literals. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What `render` asked for; a surface draws it or leaves it. */
export interface ChartRequest {
  readonly kind: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** The stages of one query, each as text that a person can read. */
export interface Explanation {
  readonly diagnostics: readonly Diagnostic[];
  readonly columns: readonly Column[];
  readonly syntax: string;
  readonly plan: string;
  readonly sql: string;
}

export interface QueryResult {
  readonly columns: readonly Column[];
  /** Rows in batches, in the order of `columns`. Read once. */
  readonly batches: AsyncIterable<readonly (readonly KqlValue[])[]>;
  readonly chart?: ChartRequest;
  /** Warnings; errors are thrown. */
  readonly diagnostics: readonly Diagnostic[];
}

/** How a row is written as JSON text. */
export interface RowForm {
  /** An object by the names of the columns, or an array in their order. */
  readonly row: 'object' | 'array';
  /** `true` and `false`, or `1` and `0`. */
  readonly bool: 'json' | 'bit';
  /** JSON, or a string that holds its text. */
  readonly dynamic: 'json' | 'text';
}

export interface Engine {
  /** All stages up to SQL, without running. Never throws for a bad query: its diagnostics say what is wrong. */
  explain(query: string, options?: Pick<RunOptions, 'parameters'>): Explanation;
  /**
   * Runs a query.
   * @throws KqlError when the query is wrong, not supported, stopped, or met a fault while it ran
   */
  run(query: string, options?: RunOptions): Promise<QueryResult>;
  /**
   * Runs a query whose rows come as JSON texts, in batches: for who hands them on and does not look into them. Values
   * are as `KqlValue` has them, but for the form, and a long is a number with all its digits.
   * @throws KqlError as `run`
   */
  texts(
    query: string,
    form: RowForm,
    options?: RunOptions,
  ): Promise<Omit<QueryResult, 'batches'> & { readonly texts: AsyncIterable<readonly string[]> }>;
  /** Runs a query and keeps the whole result. */
  rows(
    query: string,
    options?: RunOptions,
  ): Promise<Omit<QueryResult, 'batches'> & { rows: (readonly KqlValue[])[] }>;
  /** Writes the result of a query as a Parquet file, whole or not at all. Answers the number of rows. */
  writeParquet(query: string, path: string, options?: RunOptions): Promise<number>;
  close(): Promise<void>;
}
