import type { DuckDBConnection } from '@duckdb/node-api';
import type { Diagnostic } from '../../diagnostic.ts';
import { KqlError } from '../../diagnostic.ts';
import type { RunOptions } from '../../engine.ts';
import type { ExternalTable } from '../../plan/external.ts';
import { identifier, joined, sql } from '../../sql/sql.ts';
import { ExternalFault, fetchText } from './fetch.ts';
import type { ExternalRecord } from './records.ts';
import { recordsOf } from './records.ts';

const CHUNK = 2048;

/**
 * Reads the files of `externaldata` into a table that lives as long as the connection.
 * @throws KqlError when a file cannot be read
 */
export async function loadExternal(
  table: ExternalTable & Pick<Diagnostic, 'line' | 'column'>,
  prefixes: readonly string[],
  connection: DuckDBConnection,
  { signal, timeout }: RunOptions,
): Promise<void> {
  const { DuckDBDataChunk, VARCHAR } = await import('@duckdb/node-api');
  const columns = table.columns.map((_, index) => sql`${identifier(`c${index}`)} VARCHAR`);
  await connection.run(sql`CREATE TEMP TABLE ${identifier(table.name)} (${joined(columns, ', ')})`.text);
  const appender = await connection.createAppender(table.name, 'main', 'temp');
  const stop = [
    ...(signal ? [signal] : []),
    ...(timeout === undefined ? [] : [AbortSignal.timeout(timeout)]),
  ];
  for (const address of table.addresses) {
    const records = await recordsAt(
      address,
      table,
      prefixes,
      stop.length > 0 ? AbortSignal.any(stop) : undefined,
    );
    for (let start = 0; start < records.length; start += CHUNK) {
      const part = records.slice(start, start + CHUNK);
      const chunk = DuckDBDataChunk.create(table.columns.map(() => VARCHAR));
      chunk.setColumns(table.columns.map((_, index) => part.map((record) => record[index] ?? null)));
      appender.appendDataChunk(chunk);
    }
  }
  appender.closeSync();
}

async function recordsAt(
  address: string,
  table: ExternalTable & Pick<Diagnostic, 'line' | 'column'>,
  prefixes: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ExternalRecord[]> {
  try {
    return recordsOf(await fetchText(address, prefixes, signal), table);
  } catch (error) {
    if (!(error instanceof ExternalFault) && !(error instanceof SyntaxError)) throw error;
    const { line, column, place } = table;
    const { origin, pathname } = new URL(address);
    const why = error instanceof SyntaxError ? 'it is not the JSON it should be' : error.message;
    const message = `${origin}${pathname} could not be read: ${why}. Nothing was run.`;
    throw new KqlError([
      { code: 'KQL_EXTERNAL', severity: 'error', message, line, column, length: place.length },
    ]);
  }
}
