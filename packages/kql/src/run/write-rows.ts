import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, joined, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Column, KqlValue } from '../type.ts';
import { staged, STAGED_AS, storedForm } from './stored-form.ts';

type Batches = AsyncIterable<readonly (readonly KqlValue[])[]>;

/** Rows that DuckDB takes at once. */
const CHUNK = 2048;
/** What is more is spilled. */
const MEMORY = '512MB';

/**
 * Writes rows with their types as a Parquet file, whole or not at all, while they arrive.
 *
 * @throws TypeError for a value that is not of the type of its column
 * @throws Error in the words of DuckDB or the system when the file cannot be written
 */
export async function writeRows(
  path: string,
  columns: readonly Column[],
  batches: Batches,
): Promise<{ rows: number; bytes: number }> {
  const scratch = await mkdtemp(join(tmpdir(), 'vedette-parquet-'));
  const partial = `${path}.${randomBytes(4).toString('hex')}.partial`;
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: MEMORY,
    temp_directory: scratch,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    const rows = await stage(connection, columns, batches);
    const forms: Sql[] = [];
    for (const [at, { type }] of columns.entries()) {
      forms.push(await storedForm(connection, identifier(`c${at}`), type));
    }
    const list = columns.map(({ name }, at) => sql`${forms[at] ?? sql``} AS ${identifier(name)}`);
    await connection.run(
      sql`COPY (SELECT ${joined(list, ', ')} FROM stage) TO ${partial} (FORMAT parquet, COMPRESSION zstd)`
        .text,
    );
    await settle(partial);
    await rename(partial, path);
    if (process.platform !== 'win32') await settle(dirname(path));
    return { rows, bytes: (await stat(path)).size };
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function stage(
  connection: DuckDBConnection,
  columns: readonly Column[],
  batches: Batches,
): Promise<number> {
  if (columns.length === 0) throw new TypeError('a result without columns has no place in a Parquet file');
  const list = columns.map(({ type }, at) => sql`${identifier(`c${at}`)} ${STAGED_AS[type].sql}`);
  await connection.run(sql`CREATE TABLE stage (${joined(list, ', ')})`.text);
  const appender = await connection.createAppender('stage');
  const types = columns.map(({ type }) => STAGED_AS[type].duck);
  let count = 0;
  try {
    for await (const batch of batches) {
      for (let start = 0; start < batch.length; start += CHUNK) {
        const part = batch.slice(start, start + CHUNK);
        const chunk = DuckDBDataChunk.create(types);
        chunk.setColumns(columns.map((column, at) => part.map((row) => staged(row[at] ?? null, column))));
        appender.appendDataChunk(chunk);
        count += part.length;
      }
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
  return count;
}

/** Waits until a file or folder is on the disk. */
async function settle(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
