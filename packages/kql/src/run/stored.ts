import type { EngineOptions, ParquetFile, TableSource } from '../engine.ts';
import { identifier, joined, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { StoredColumn, StoredTable } from '../sql/stored.ts';
import type { Column } from '../type.ts';
import { parseDatetime } from '../value/time.ts';
import { FORMER_TABLES } from '../schema/former.ts';
import { unreadable, withoutSchema } from './fault.ts';
import { loadRows } from './load-rows.ts';
import type { Session } from './session.ts';

export interface StoredTables {
  readonly stored: (table: string) => StoredTable;
}

const EMPTY: StoredTable = { from: () => sql`(SELECT 1 WHERE FALSE)`, columns: new Map() };

/** How many files of a table are looked into for its columns, the oldest and the newest; all are read by name. */
const LOOKED_INTO = 16;

/**
 * Finds out what the sources hold.
 * @throws KqlError when a file cannot be read
 */
export async function storeTables(
  { schema, sources }: EngineOptions,
  session: Session,
): Promise<StoredTables> {
  const tables = new Map<string, StoredTable>();
  for (const [name, source] of sources ?? []) {
    if (!schema.has(name)) throw withoutSchema(name);
    tables.set(name, await storedTable(name, source, schema.get(name) ?? [], session));
  }
  return { stored: (table) => tables.get(table) ?? formerTable(table, tables) ?? EMPTY };
}

/** A table under a former name: the rows are those of the table of today. */
function formerTable(name: string, tables: ReadonlyMap<string, StoredTable>): StoredTable | undefined {
  const former = FORMER_TABLES.get(name);
  const today = former && tables.get(former.now);
  if (!today) return undefined;
  const columns = new Map(today.columns);
  for (const [old, now] of Object.entries(former.columns ?? {})) {
    const column = today.columns.get(now);
    if (column) columns.set(old, column);
  }
  return { ...today, columns };
}

async function storedTable(
  name: string,
  source: TableSource,
  columns: readonly Column[],
  session: Session,
): Promise<StoredTable> {
  if (source.kind === 'rows') return loadRows(name, source.rows, columns, session);
  if (source.files.length === 0) return EMPTY;
  const shape = identifier(`shape of ${name}`);
  const looked = lookedInto(source.files);
  let alike: boolean;
  try {
    await session.all(sql`CREATE TABLE ${shape} AS SELECT * FROM ${filesSql(looked)} LIMIT 0`);
    const lists = await session.all(
      sql`SELECT DISTINCT string_agg(name, ' ' ORDER BY name) FROM parquet_schema([${pathsSql(looked)}]) GROUP BY file_name`,
    );
    alike = lists.length === 1;
  } catch (error) {
    throw unreadable(name, error);
  }
  const described = await session.all(sql`DESCRIBE ${shape}`);
  const types = new Map(described.map(([column, type]) => [String(column), String(type)]));
  return {
    columns: new Map(
      [...types].map(([column, type]): [string, StoredColumn] => [
        twinNamed(column, types, columns),
        { raw: identifier(column), type },
      ]),
    ),
    from: (bounds) => {
      const files = source.files.filter((file) => within(file, bounds));
      if (files.length === 0) return shape;
      // Where some files lack columns that others have, all of them together have every column, or any with the shape.
      const whole = files.length === source.files.length && files.length <= LOOKED_INTO;
      if (alike || whole) return filesSql(files);
      return sql`(SELECT * FROM ${filesSql(files)} UNION ALL BY NAME SELECT * FROM ${shape})`;
    },
  };
}

/** DuckDB tells names apart without regard to case, and calls the second of `LogonId` and `LogonID` `LogonID_1`. */
function twinNamed(stored: string, types: ReadonlyMap<string, string>, columns: readonly Column[]): string {
  const name = stored.endsWith('_1') ? stored.slice(0, -2) : stored;
  if (name === stored || types.has(name) || !columns.some((column) => column.name === name)) return stored;
  return columns.some((column) => column.name === stored) ? stored : name;
}

function lookedInto(files: readonly ParquetFile[]): readonly ParquetFile[] {
  if (files.length <= LOOKED_INTO) return files;
  return [...files.slice(0, LOOKED_INTO / 2), ...files.slice(-LOOKED_INTO / 2)];
}

function filesSql(files: readonly ParquetFile[]): Sql {
  return sql`read_parquet([${pathsSql(files)}], union_by_name = true)`;
}

function pathsSql(files: readonly ParquetFile[]): Sql {
  return joined(
    files.map(({ path }) => path),
    ', ',
  );
}

function within(file: ParquetFile, { from, to }: { from?: bigint; to?: bigint }): boolean {
  const first = file.from === undefined ? undefined : parseDatetime(file.from);
  const last = file.to === undefined ? undefined : parseDatetime(file.to);
  return (
    !(from !== undefined && last !== undefined && last < from) &&
    !(to !== undefined && first !== undefined && first > to)
  );
}
