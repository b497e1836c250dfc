import { glob } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ParquetFile, TableSource } from '../engine.ts';
import { sql } from '../sql/sql.ts';
import type { Column, KqlType, Schema } from '../type.ts';
import { unreadable } from './fault.ts';
import { openSession } from './session.ts';

export interface ParquetFolder {
  /** The given schema, and the tables and columns that only the files have. */
  readonly schema: Schema;
  readonly sources: ReadonlyMap<string, TableSource>;
}

/**
 * The tables of a folder: `NAME.parquet` is a table, and so is a folder `NAME` with files at any depth below it. Columns
 * that `schema` does not know get the type that fits what the file holds.
 * @throws KqlError when a file is no Parquet file
 */
export async function parquetFolder(folder: string, schema: Schema = new Map()): Promise<ParquetFolder> {
  const files = new Map<string, ParquetFile[]>();
  const found = await Array.fromAsync(glob('**/*.parquet', { cwd: folder }));
  for (const path of found.toSorted()) {
    const table = (path.split(sep)[0] ?? path).replace(/\.parquet$/, '');
    files.set(table, [...(files.get(table) ?? []), { path: join(folder, path) }]);
  }
  const session = await openSession({ schema });
  try {
    const whole = new Map(schema);
    for (const [table, list] of files) {
      const known = schema.get(table) ?? [];
      const names = new Set(known.map(({ name }) => name));
      const held = await columnsIn(list.at(-1)?.path ?? '', session);
      whole.set(table, [...known, ...held.filter(({ name }) => !names.has(name))]);
    }
    const sources = new Map(
      [...files].map(([table, list]) => [table, { kind: 'parquet', files: list } as const]),
    );
    return { schema: whole, sources };
  } finally {
    await session.close();
  }
}

async function columnsIn(path: string, session: Awaited<ReturnType<typeof openSession>>): Promise<Column[]> {
  const described = await session
    .all(sql`DESCRIBE SELECT * FROM read_parquet(${path})`)
    .catch((error: unknown) => {
      throw unreadable(path, error);
    });
  return described.map(([name, type]) => ({ name: String(name), type: typeFor(String(type)) }));
}

/** The type of the language for a type of DuckDB. */
function typeFor(stored: string): KqlType {
  const simple = SIMPLE[stored];
  if (simple) return simple;
  if (stored.startsWith('TIMESTAMP')) return 'datetime';
  if (stored.startsWith('DECIMAL')) return 'decimal';
  return /[[(]/.test(stored) ? 'dynamic' : 'string';
}

const SIMPLE: Readonly<Record<string, KqlType>> = {
  BOOLEAN: 'bool',
  TINYINT: 'int',
  SMALLINT: 'int',
  INTEGER: 'int',
  UTINYINT: 'int',
  USMALLINT: 'int',
  UINTEGER: 'long',
  BIGINT: 'long',
  UBIGINT: 'decimal',
  HUGEINT: 'decimal',
  FLOAT: 'real',
  DOUBLE: 'real',
  DATE: 'datetime',
  TIME: 'timespan',
  INTERVAL: 'timespan',
  UUID: 'guid',
  JSON: 'dynamic',
  VARCHAR: 'string',
};
