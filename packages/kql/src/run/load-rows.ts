import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { identifier, joined, sql } from '../sql/sql.ts';
import type { StoredTable } from '../sql/stored.ts';
import type { Column, KqlType } from '../type.ts';
import { parseDatetime, parseTimespan, ticksOf } from '../value/time.ts';
import type { Session } from './session.ts';

/** The types rows are kept in while an engine is open; what is absent from a row is NULL. */
const KEPT_AS: Readonly<Record<KqlType, 'BOOLEAN' | 'BIGINT' | 'DOUBLE' | 'VARCHAR'>> = {
  bool: 'BOOLEAN',
  int: 'BIGINT',
  long: 'BIGINT',
  real: 'DOUBLE',
  decimal: 'VARCHAR',
  datetime: 'BIGINT',
  timespan: 'BIGINT',
  guid: 'VARCHAR',
  string: 'VARCHAR',
  dynamic: 'VARCHAR',
};

const CHUNK = 2048;

/** Puts rows given as objects into a table of their own. */
export async function loadRows(
  name: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  columns: readonly Column[],
  session: Session,
): Promise<StoredTable> {
  const { BIGINT, BOOLEAN, DOUBLE, DuckDBDataChunk, VARCHAR } = await import('@duckdb/node-api');
  const types: Readonly<Record<string, DuckDBType>> = { BIGINT, BOOLEAN, DOUBLE, VARCHAR };
  const table = `rows of ${name}`;
  const list = columns.map(
    (_, index) => sql`${identifier(`c${index}`)} ${SQL_TYPES[KEPT_AS[columns[index]!.type]]}`,
  );
  await session.all(sql`CREATE TABLE ${identifier(table)} (${joined(list, ', ')})`);
  const connection = await session.connect();
  const appender = await connection.createAppender(table);
  for (let start = 0; start < rows.length; start += CHUNK) {
    const part = rows.slice(start, start + CHUNK);
    const chunk = DuckDBDataChunk.create(columns.map(({ type }) => types[KEPT_AS[type]] ?? VARCHAR));
    chunk.setColumns(columns.map((column) => part.map((row) => keptValue(row[column.name], column.type))));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  connection.closeSync();
  return {
    from: () => identifier(table),
    columns: new Map(
      columns.map(({ name: column, type }, index) => [
        column,
        { raw: identifier(`c${index}`), type: KEPT_AS[type] },
      ]),
    ),
  };
}

const SQL_TYPES = { BOOLEAN: sql`BOOLEAN`, BIGINT: sql`BIGINT`, DOUBLE: sql`DOUBLE`, VARCHAR: sql`VARCHAR` };

function keptValue(value: unknown, type: KqlType): DuckDBValue {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'bool':
      return typeof value === 'boolean' ? value : Boolean(Number(value));
    case 'int':
    case 'long':
      return wholeNumber(value);
    case 'real':
      return Number(value);
    case 'datetime':
      return value instanceof Date ? ticksOf(value) : (parseDatetime(textOf(value)) ?? null);
    case 'timespan':
      return parseTimespan(textOf(value)) ?? null;
    case 'dynamic':
      return typeof value === 'string' ? jsonText(value) : JSON.stringify(value);
    case 'decimal':
    case 'guid':
    case 'string':
      return textOf(value);
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? '');
}

function wholeNumber(value: unknown): bigint | null {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? BigInt(Math.trunc(value)) : null;
  return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : null;
}

/** A dynamic may come as the text of an array or an object; any other text is a string. */
function jsonText(text: string): string {
  if (!/^\s*[[{]/.test(text)) return JSON.stringify(text);
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}
