import { nativeName } from '../functions/native.ts';
import { SESSION } from '../functions/session.ts';
import type { Renderer } from './renderer.ts';
import type { Sql } from './sql.ts';
import { sql } from './sql.ts';

export interface SessionColumns {
  /** The column that numbers the rows. */
  readonly order: Sql;
  /** The column to be made. */
  readonly name: Sql;
  /** A column whose values keep rows apart. */
  readonly by?: Sql;
}

/** The rows and where the session of each begins. That hangs on all rows before, so they are told to a function at once. */
export function renderSessions(
  rows: Sql,
  [instant, fromFirst, fromNeighbour, restart = sql`FALSE`]: readonly Sql[],
  { order, name, by }: SessionColumns,
  render: Renderer,
): Sql {
  render.natives.set(SESSION.name, SESSION);
  const [base, starts] = [render.fresh('rows'), render.fresh('starts')];
  const instants = sql`string_agg(coalesce(CAST(${instant!} AS VARCHAR), ''), ',' ORDER BY ${order})`;
  const restarts = sql`string_agg(CASE WHEN ${restart} THEN '1' ELSE '0' END, '' ORDER BY ${order})`;
  const begun = sql`string_split(${nativeName(SESSION)}(${instants}, first(${fromFirst!}), first(${fromNeighbour!}), ${restarts}), ',')`;
  const found = sql`SELECT list(${order} ORDER BY ${order}) AS "numbers", ${begun} AS "begun" FROM ${base}${by ? sql` GROUP BY ${by}` : sql``}`;
  const pairs = sql`SELECT unnest("numbers") AS ${order}, TRY_CAST(unnest("begun") AS BIGINT) AS ${name} FROM (${found})`;
  return sql`WITH ${base} AS MATERIALIZED (${rows}), ${starts} AS (${pairs}) SELECT ${base}.*, ${starts}.${name} FROM ${base} JOIN ${starts} ON ${base}.${order} = ${starts}.${order}`;
}
