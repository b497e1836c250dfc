import type { Relation } from '../plan/relation.ts';
import type { KqlType } from '../type.ts';
import { identifier, joined, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { EPOCH_TICKS } from '../value/ticks.ts';

/** A query whose columns are as other programs expect them in a Parquet file, under their own names. */
export function parquetForm(plan: Relation, statement: Sql): Sql {
  const form = (column: Sql, type: KqlType): Sql =>
    type === 'datetime' ? sql`make_timestamp_ns((${column} - ${EPOCH_TICKS}) * 100)` : column;
  const inner = plan.columns.map((_, index) => identifier(`c${index}`));
  const list = plan.columns.map(
    ({ name, type }, index) => sql`${form(inner[index] ?? sql``, type)} AS ${identifier(name)}`,
  );
  return sql`SELECT ${joined(list, ', ')} FROM (${statement}) AS ${identifier('result')}(${joined(inner, ', ')})`;
}
