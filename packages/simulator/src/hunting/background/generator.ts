import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted } from '../duckdb.ts';
import { PLACES } from './line.ts';
import { SUBJECT_PLACES } from './prepare.ts';
import { quantiles, rowsOfDay } from './rhythm.ts';
import type { BackgroundTable } from './table.ts';

/** Rows of one day. */
export interface DayRows {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly rows: number;
}

/** The rows of each of these days when a month of thirty has so many in all. */
export function daysOf(table: BackgroundTable, monthly: number, first: number, end: number): DayRows[] {
  const days = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  return days.map((day) => ({ day, rows: rowsOfDay(monthly / 30, day, table.rhythm) }));
}

/**
 * Writes rows of one table into a Parquet file, ordered by time. The same seed, people and machines give the same rows of
 * a day, whatever other days are written.
 */
export async function writeBackground(
  connection: DuckDBConnection,
  table: BackgroundTable,
  days: readonly DayRows[],
  seed: number,
  path: string,
): Promise<void> {
  await connection.run(`COPY (${selectOf(table, days, seed)}) TO ${quoted(path)} (FORMAT parquet)`);
}

function selectOf(
  { name, rhythm, columns, lines, where, stream = name }: BackgroundTable,
  days: readonly DayRows[],
  seed: number,
): string {
  const owners = ['i', 'p']
    .filter((prefix) => lines.some(({ fields }) => `${prefix}_ownerNo` in fields))
    .map(
      (prefix) =>
        `\n      LEFT JOIN ${name}_a ${prefix} ON ${prefix}.no = s.no AND ${prefix}.ownerNo = l.${prefix}_ownerNo`,
    );
  const marks = `[${quantiles(rhythm).join(',')}]`;
  const list = Object.entries(columns).map(([column, sql]) => `${sql} AS "${column}"`);
  return `WITH d AS (SELECT unnest([${days.map(({ day }) => day).join(',')}])::BIGINT AS day,
      unnest([${days.map(({ rows }) => rows).join(',')}])::BIGINT AS n),
    r AS (SELECT day, n, unnest(range(n)) AS i FROM d),
    h AS (SELECT day, n, i, hash(${seed}::BIGINT, '${stream}', day, i, 1) AS h, hash(${seed}::BIGINT, '${stream}', day, i, 2) AS g FROM r),
    p AS (SELECT *, (i + (h & 1023) / 1024.0) / n * 96 AS p FROM h),
    m AS (SELECT *, floor(p)::BIGINT AS k FROM p),
    t AS (SELECT day, i, h, g, (${marks}[k + 1] + (p - k) * (${marks}[k + 2] - ${marks}[k + 1]))::BIGINT AS us FROM m),
    b AS (SELECT day, i, h, g, make_timestamp_ns((day * 86400000000 + us) * 1000 + (g % 10)::BIGINT * 100) AS at,
      make_timestamp_ns(day * 86400000000000) AS midnight,
      CASE WHEN us BETWEEN 21600000000 AND 68400000000 AND (day + 4) % 7 BETWEEN 1 AND 5 THEN 0 ELSE 1 END AS period FROM t)
    SELECT ${list.join(',\n')}
    FROM b JOIN ${name}_s s ON s.period = b.period AND s.place = (b.h >> 10) % ${SUBJECT_PLACES}
      JOIN ${name}_l l ON l.kindNo = s.kindNo AND l.place = (b.h >> 20) % ${PLACES}${owners.join('')}
    ${where === undefined ? '' : `WHERE ${where}`}`;
}
