import { elementAs } from '../sql/json.ts';
import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { flat } from './flat.ts';
import type { Argument, CallContext, FunctionTable } from './function.ts';
import { textOf } from './text-of.ts';

/**
 * `in` of a table's column. A null in the column is equal to nothing, and does not keep `!in` from being true. Of a
 * column of dynamics it is the values in its arrays that count, as of an array in a list.
 * @see https://learn.microsoft.com/kusto/query/in-cs-operator
 */
export const TABLE_MEMBERS: FunctionTable = {
  'in table': ([value, list], call) => among(value!, list!, call),
  '!in table': ([value, list], call) => sql`(NOT ${among(value!, list!, call)})`,
  'in~ table': ([value, list], call) => amongLower(value!, list!, call),
  '!in~ table': ([value, list], call) => sql`(NOT ${amongLower(value!, list!, call)})`,
};

const COLUMN = sql`"listed"`;
const AS_IS = (value: Sql): Sql => value;

function among(value: Argument, list: Argument, call: CallContext, change = AS_IS): Sql {
  const table = sql`${list.sql} AS "list"(${COLUMN})`;
  if (list.type !== 'dynamic') {
    return sql`(${change(value.sql)} IN (SELECT ${change(COLUMN)} FROM ${table} WHERE ${COLUMN} IS NOT NULL))`;
  }
  const elements = sql`json_extract(${flat([{ ...list, sql: COLUMN }], call)}, '$[*]')`;
  const asText = value.type === 'dynamic' || value.type === 'string';
  const sought = asText ? textOf(value, call) : value.sql;
  const one = asText ? sql`("listed" ->> '$')` : elementAs(COLUMN, value.type);
  const ones = sql`SELECT ${one} AS ${COLUMN} FROM (SELECT unnest(${elements}) AS ${COLUMN} FROM ${table})`;
  return sql`(${change(sought)} IN (SELECT ${change(COLUMN)} FROM (${ones}) WHERE ${COLUMN} IS NOT NULL))`;
}

function amongLower(value: Argument, list: Argument, call: CallContext): Sql {
  const isText = value.type === 'string' || (value.type === 'dynamic' && list.type === 'dynamic');
  return among(value, list, call, isText ? (text) => sql`lower(${text})` : AS_IS);
}
