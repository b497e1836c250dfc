import type { DuckDBConnection } from '@duckdb/node-api';
import { defenderSchema, type Column, type KqlType } from '@vedette/kql';
import { isoOfTick } from '../tenant/tick.ts';
import { quoted } from './duckdb.ts';
import { storedFile, type StoredFile } from './stored.ts';

/**
 * Columns of one row; those that are not named are empty. A datetime is a tick, a dynamic any JSON; nothing else is an
 * object.
 */
export type Row = Readonly<Record<string, unknown>>;

const STORED: Readonly<Record<KqlType, string>> = {
  bool: 'BOOLEAN',
  datetime: 'VARCHAR',
  decimal: 'VARCHAR',
  dynamic: 'VARCHAR',
  guid: 'VARCHAR',
  int: 'INTEGER',
  long: 'BIGINT',
  real: 'DOUBLE',
  string: 'VARCHAR',
  timespan: 'VARCHAR',
};

/** @throws RangeError for a table that hunting does not have */
export function columnsOf(table: string): readonly Column[] {
  const columns = defenderSchema.get(table);
  if (columns === undefined) throw new RangeError(`no table ${table}`);
  return columns;
}

/** DuckDB tells names apart without regard to case: of `LogonId` and `LogonID` the file has the first. */
function storedColumns(table: string): readonly Column[] {
  const columns = columnsOf(table);
  const first = new Map(columns.toReversed().map((column) => [column.name.toLowerCase(), column]));
  return columns.filter((column) => first.get(column.name.toLowerCase()) === column);
}

export function isTimed(table: string): boolean {
  return columnsOf(table).some(({ name }) => name === 'Timestamp');
}

/** One line of JSON. @throws RangeError for a column that the table does not have */
export function lineOf(table: string, row: Row): string {
  const types = typesOf(table);
  const written: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    const type = types.get(name);
    if (type === undefined) throw new RangeError(`${table} has no column ${name}`);
    const kept = stored(type, value);
    if (kept !== undefined) written[name] = kept;
  }
  return `${JSON.stringify(written)}\n`;
}

/** A value as its column takes it; what a recording has in its place and the column cannot take is left out. */
function stored(type: KqlType, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  switch (type) {
    case 'datetime':
      return typeof value === 'number' && Number.isFinite(value) ? isoOfTick(value) : undefined;
    case 'dynamic':
      return JSON.stringify(value).toWellFormed();
    case 'int':
      return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31 ? value : undefined;
    case 'long':
      return Number.isSafeInteger(value) ? value : undefined;
    case 'real':
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'decimal':
    case 'guid':
    case 'string':
    case 'timespan':
      return (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed();
  }
}

const known = new Map<string, ReadonlyMap<string, KqlType>>();

/** Types by column. */
export function typesOf(table: string): ReadonlyMap<string, KqlType> {
  const types = known.get(table) ?? new Map(columnsOf(table).map(({ name, type }) => [name, type]));
  known.set(table, types);
  return types;
}

/** Writes lines of JSON as Parquet, ordered by time. */
export async function writeLines(
  connection: DuckDBConnection,
  table: string,
  source: string,
  path: string,
): Promise<StoredFile> {
  const columns = storedColumns(table);
  const shape = columns.map(({ name, type }) => `${quoted(name)}: ${quoted(STORED[type])}`);
  const list = columns.map(({ name, type }) =>
    type === 'datetime' ? `rtrim("${name}", 'Z')::TIMESTAMP_NS AS "${name}"` : `"${name}"`,
  );
  const timed = isTimed(table);
  const lines = `SELECT *, row_number() OVER () AS "#" FROM read_json(${quoted(source)}, format = 'newline_delimited',
    columns = {${shape.join()}}, maximum_object_size = 67108864)`;
  await connection.run(
    `COPY (SELECT ${list.join()} FROM (${lines}) ORDER BY ${timed ? '"Timestamp", ' : ''}"#") TO ${quoted(path)} (FORMAT parquet)`,
  );
  return storedFile(connection, path, timed);
}
