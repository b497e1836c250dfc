import { BIGINT, BOOLEAN, DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { HELD_AS } from '../sql/types.ts';
import { EPOCH_TICKS } from '../value/ticks.ts';
import type { Column, KqlType, KqlValue } from '../type.ts';
import { parseDatetime, parseTimespan } from '../value/time.ts';

interface Staged {
  readonly sql: Sql;
  readonly duck: DuckDBType;
}

const flag: Staged = { sql: sql`BOOLEAN`, duck: BOOLEAN };
const long: Staged = { sql: sql`BIGINT`, duck: BIGINT };
const text: Staged = { sql: sql`VARCHAR`, duck: VARCHAR };

/** The types in which rows wait; times are ticks of 100 ns, as everywhere in the engine. */
export const STAGED_AS: Readonly<Record<KqlType, Staged>> = {
  bool: flag,
  int: { sql: sql`INTEGER`, duck: INTEGER },
  long,
  real: { sql: sql`DOUBLE`, duck: DOUBLE },
  decimal: text,
  datetime: long,
  timespan: long,
  guid: text,
  string: text,
  dynamic: text,
};

/** A value of a result as DuckDB takes it. @throws TypeError for one that is not of the type of its column */
export function staged(value: KqlValue, { name, type }: Column): DuckDBValue {
  if (value === null) return type === 'string' ? '' : null;
  const found = PLAIN[type](value);
  if (found !== undefined) return found;
  throw new TypeError(`column ${name} holds ${JSON.stringify(value).slice(0, 60)}, which is no ${type}`);
}

const PLAIN: Readonly<Record<KqlType, (value: KqlValue) => DuckDBValue | undefined>> = {
  bool: (value) => (typeof value === 'boolean' ? value : undefined),
  int: (value) => (typeof value === 'number' && value === (value | 0) ? value : undefined),
  long: (value) => (typeof value === 'number' || typeof value === 'string' ? wholeOf(value) : undefined),
  real: (value) => (typeof value === 'number' ? value : notFinite.get(value)),
  datetime: (value) => (typeof value === 'string' ? parseDatetime(value) : undefined),
  timespan: (value) => (typeof value === 'string' ? parseTimespan(value) : undefined),
  decimal: textOf,
  guid: textOf,
  string: textOf,
  dynamic: (value) => JSON.stringify(value),
};

function textOf(value: KqlValue): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const notFinite: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

function wholeOf(value: number | string): bigint | undefined {
  const digits = String(value);
  if (!/^-?\d{1,19}$/.test(digits)) return undefined;
  const whole = BigInt(digits);
  return BigInt.asIntN(64, whole) === whole ? whole : undefined;
}

/**
 * A staged column as other programs expect it, as far as nothing is lost: a time is a timestamp of nanoseconds, or of
 * microseconds where it lies outside 1677 to 2262, or stays ticks where it then had a seventh digit; a decimal or a
 * guid that DuckDB cannot hold stays a text.
 */
export async function storedForm(connection: DuckDBConnection, column: Sql, type: KqlType): Promise<Sql> {
  const holds = async (condition: Sql): Promise<boolean> => {
    const found = await connection.runAndReadAll(
      sql`SELECT count(*) FROM stage WHERE ${column} IS NOT NULL AND NOT coalesce(${condition}, FALSE)`.text,
    );
    return found.getRows()[0]?.[0] === 0n;
  };
  if (type === 'datetime') {
    const since = sql`(${column} - ${EPOCH_TICKS})`;
    if (await holds(sql`abs(${since}) < ${92_000_000_000_000_000n}`))
      return sql`make_timestamp_ns(${since} * 100)`;
    return (await holds(sql`${column} % 10 = 0`)) ? sql`make_timestamp(${since} // 10)` : column;
  }
  if (type === 'dynamic') return sql`CAST(${column} AS JSON)`;
  if (type === 'guid') {
    return (await holds(sql`TRY_CAST(${column} AS UUID) IS NOT NULL`))
      ? sql`CAST(${column} AS UUID)`
      : column;
  }
  if (type !== 'decimal') return column;
  const decimal = sql`TRY_CAST(${column} AS ${HELD_AS.decimal})`;
  // Equal as text but for zeros at the end: nothing was rounded.
  const exact = sql`rtrim(rtrim(CAST(${decimal} AS VARCHAR), '0'), '.') = CASE WHEN contains(${column}, '.') THEN rtrim(rtrim(${column}, '0'), '.') ELSE ${column} END`;
  return (await holds(exact)) ? decimal : column;
}
