import type { Relation } from '../plan/relation.ts';
import type { KqlType } from '../type.ts';
import { identifier, joined, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { EPOCH_TICKS } from '../sql/types.ts';
import { LAST_TICK } from '../value/time.ts';

/** A query whose columns are in a form that JavaScript reads without loss. */
export function leavingForm(plan: Relation, statement: Sql): Sql {
  return renamed(plan, statement, (column, type) => {
    if (type === 'guid' || type === 'decimal' || type === 'dynamic') return sql`CAST(${column} AS VARCHAR)`;
    return type === 'datetime' ? withinCalendar(column) : column;
  });
}

/** Arithmetic may lead out of the years 1 to 9999; there is no such instant. */
const withinCalendar = (column: Sql): Sql => sql`(CASE WHEN ${column} BETWEEN 0 AND ${LAST_TICK} THEN ${column} END)`;

/** A query whose columns are as other programs expect them in a Parquet file, under their own names. */
export function parquetForm(plan: Relation, statement: Sql): Sql {
  return renamed(plan, statement, (column, type) =>
    type === 'datetime' ? sql`make_timestamp_ns((${column} - ${EPOCH_TICKS}) * 100)` : column,
  );
}

function renamed(plan: Relation, statement: Sql, form: (column: Sql, type: KqlType) => Sql): Sql {
  const inner = plan.columns.map((_, index) => identifier(`c${index}`));
  const list = plan.columns.map(
    ({ name, type }, index) => sql`${form(inner[index] ?? sql``, type)} AS ${identifier(name)}`,
  );
  return sql`SELECT ${joined(list, ', ')} FROM (${statement}) AS ${identifier('result')}(${joined(inner, ', ')})`;
}
