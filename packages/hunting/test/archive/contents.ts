import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openArchive } from '../../src/archive/archive.ts';

/** The rows of the files that count, as JSON in order, with the named columns. */
export async function contents(folder: string, table: string, columns: readonly string[]): Promise<string[]> {
  const archive = openArchive(folder);
  const files = archive.manifest.files(table);
  archive.close();
  if (files.length === 0) return [];
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const list = files.map(({ name }) => `'${join(folder, name)}'`).join();
  const reader = await connection.runAndReadAll(
    `SELECT ${columns.map((name) => `CAST("${name}" AS VARCHAR) AS "${name}"`).join()} FROM read_parquet([${list}], union_by_name = true)`,
  );
  const rows = reader.getRowsJson().map((row) => JSON.stringify(row));
  connection.closeSync();
  instance.closeSync();
  if (rows.length !== files.reduce((sum, file) => sum + file.rows, 0))
    throw new Error('the manifest counts other rows');
  return rows.toSorted();
}
