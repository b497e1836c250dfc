import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted } from './duckdb.ts';

/** A Parquet file of a table, with the span of its rows where they have a time. */
export interface StoredFile {
  readonly path: string;
  readonly rows: number;
  /** Earliest and latest `Timestamp`, in units of 100 ns since 1970; absent where rows have none. */
  readonly span?: readonly [first: bigint, last: bigint] | undefined;
}

/** Looks into a file that was just written. */
export async function storedFile(
  connection: DuckDBConnection,
  path: string,
  timed: boolean,
): Promise<StoredFile> {
  const span = timed ? ', min(epoch_ns("Timestamp")), max(epoch_ns("Timestamp"))' : '';
  const answer = await connection.runAndReadAll(`SELECT count(*)${span} FROM read_parquet(${quoted(path)})`);
  const [rows, first, last] = answer.getRows()[0] ?? [];
  return {
    path,
    rows: Number(rows),
    span: typeof first === 'bigint' && typeof last === 'bigint' ? [first / 100n, last / 100n] : undefined,
  };
}

/** ISO 8601 with seven digits. */
export function isoOfUnits(units: bigint): string {
  const ms = units / 10_000n;
  const rest = String(units % 10_000n).padStart(4, '0');
  return `${new Date(Number(ms)).toISOString().slice(0, -1)}${rest}Z`;
}
