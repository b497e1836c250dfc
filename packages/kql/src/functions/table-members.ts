import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Argument, FunctionTable } from './function.ts';

/**
 * `in` of a table's column. A null in the column is equal to nothing, and does not keep `!in` from being true.
 * @see https://learn.microsoft.com/kusto/query/in-cs-operator
 */
export const TABLE_MEMBERS: FunctionTable = {
  'in table': ([value, list]) => among(value!.sql, list!),
  '!in table': ([value, list]) => sql`(NOT ${among(value!.sql, list!)})`,
  'in~ table': ([value, list]) => amongLower(value!, list!),
  '!in~ table': ([value, list]) => sql`(NOT ${amongLower(value!, list!)})`,
};

const COLUMN = sql`"listed"`;

function among(value: Sql, list: Argument, change: (column: Sql) => Sql = (column) => column): Sql {
  return sql`(${value} IN (SELECT ${change(COLUMN)} FROM ${list.sql} AS "list"(${COLUMN}) WHERE ${COLUMN} IS NOT NULL))`;
}

function amongLower(value: Argument, list: Argument): Sql {
  if (value.type !== 'string') return among(value.sql, list);
  return among(sql`lower(${value.sql})`, list, (column) => sql`lower(${column})`);
}
