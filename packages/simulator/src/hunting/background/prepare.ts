import type { DuckDBConnection } from '@duckdb/node-api';
import { jsonOf, rowsSql } from '../duckdb.ts';
import { placesOf } from './line.ts';
import { accountsOf, type Subject } from './subject.ts';
import type { BackgroundTable } from './table.ts';

/** Whom rows are about is picked by one of so many places. */
export const SUBJECT_PLACES = 256;

/**
 * Puts templates, subjects and their accounts where the SQL of a table looks for them. Once for each database.
 * @param many millions of rows will be written: worth the time that enumerations take to make
 */
export async function prepareBackground(
  connection: DuckDBConnection,
  { name, lines, columns }: BackgroundTable,
  subjects: readonly Subject[],
  many: boolean,
): Promise<void> {
  const kinds = [...new Set(lines.flatMap((line) => line.kinds))];
  const fit = subjects.filter(({ kind }) => kinds.includes(kind));
  const withKind = fit.map((subject) => ({ ...subject, kindNo: kinds.indexOf(subject.kind) }));
  const numbered = lines.map(({ fields }, index) => ({ line: index, ...fields }));
  const [places, picks, accounts] = [placesOf(lines, kinds), picksOf(fit), fit.flatMap(accountsOf)];
  await connection.run(
    `CREATE TABLE ${name}_l AS SELECT p.kindNo, unnest(range(p.first, p."end"))::UBIGINT AS place, l.*
     FROM ${rowsSql(1, places)} p JOIN ${rowsSql(2, numbered)} l ON l.line = p.line`,
    [jsonOf(places), jsonOf(numbered)],
  );
  await connection.run(
    `CREATE TABLE ${name}_s AS SELECT p.period, p.place::UBIGINT AS place, s.*
     FROM ${rowsSql(1, picks)} p JOIN ${rowsSql(2, withKind)} s ON s.no = p.no`,
    [jsonOf(picks), jsonOf(withKind)],
  );
  await connection.run(`CREATE TABLE ${name}_a AS FROM ${rowsSql(1, accounts)}`, [jsonOf(accounts)]);
  if (many) await enumerate(connection, name, columns);
}

/** By day everybody is about; at night and on Sundays those who never sleep. */
function picksOf(subjects: readonly Subject[]): { period: number; place: number; no: number }[] {
  const awake = subjects.filter(({ nights }) => nights);
  return [subjects, awake.length === 0 ? subjects : awake].flatMap((those, period) =>
    Array.from({ length: SUBJECT_PLACES }, (_, place) => ({
      period,
      place,
      no: those[place % those.length]?.no ?? 0,
    })),
  );
}

/** Words that are written as they stand cost a byte or two in place of a string: twice as fast to write. */
async function enumerate(
  connection: DuckDBConnection,
  name: string,
  columns: BackgroundTable['columns'],
): Promise<void> {
  const found = Object.values(columns).map((sql) => /^([lsip])\.(\w+)$/.exec(sql));
  const fields = new Set(
    found.flatMap((match) => (match === null ? [] : [`${placeOf(match[1])}.${match[2]}`])),
  );
  const strings = await connection.runAndReadAll(
    `SELECT table_name, list(column_name) AS names FROM duckdb_columns() WHERE data_type = 'VARCHAR' AND table_name IN ('${name}_l', '${name}_s', '${name}_a') GROUP BY 1`,
  );
  for (const { table_name: table, names } of strings.getRowObjectsJson() as unknown as Named[]) {
    const own = names.filter((column) => fields.has(`${table.slice(-1)}.${column}`));
    if (own.length === 0) continue;
    const type = (column: string): string => `"${table}_${column}"`;
    const made = own.map(
      (column) =>
        `CREATE TYPE ${type(column)} AS ENUM (SELECT DISTINCT "${column}" FROM ${table} WHERE "${column}" IS NOT NULL ORDER BY 1);`,
    );
    const casts = own.map((column) => `"${column}"::${type(column)} AS "${column}"`);
    await connection.run(
      `${made.join('')} CREATE OR REPLACE TABLE ${table} AS SELECT * REPLACE (${casts.join()}) FROM ${table}`,
    );
  }
}

interface Named {
  readonly table_name: string;
  readonly names: readonly string[];
}

/** The accounts of both processes stand in one table. */
function placeOf(alias = ''): string {
  return alias === 'i' || alias === 'p' ? 'a' : alias;
}
