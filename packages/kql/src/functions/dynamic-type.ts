import { sql } from '../sql/sql.ts';
import type { FunctionTable } from './function.ts';

/**
 * The type a value has while the query runs.
 * @see https://learn.microsoft.com/kusto/query/gettype-function
 */
export const DYNAMIC_TYPE: FunctionTable = {
  gettype: ([value]) => {
    const { type, sql: held } = value!;
    if (type === 'string') return sql`'string'`;
    if (type !== 'dynamic') return sql`(CASE WHEN ${held} IS NULL THEN 'null' ELSE ${type} END)`;
    const whole = sql`CASE WHEN TRY_CAST(${held} ->> '$' AS INTEGER) IS NULL THEN 'long' ELSE 'int' END`;
    return sql`(CASE json_type(${held}) WHEN 'OBJECT' THEN 'dictionary' WHEN 'ARRAY' THEN 'array' WHEN 'VARCHAR' THEN 'string' WHEN 'BOOLEAN' THEN 'bool' WHEN 'DOUBLE' THEN 'real' WHEN 'BIGINT' THEN ${whole} WHEN 'UBIGINT' THEN ${whole} ELSE 'null' END)`;
  },
};
