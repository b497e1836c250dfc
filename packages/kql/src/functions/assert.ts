import { sql } from '../sql/sql.ts';
import type { FunctionTable } from './function.ts';

/**
 * Ends the query where a condition does not hold.
 * @see https://learn.microsoft.com/kusto/query/assert-function
 */
export const ASSERT: FunctionTable = {
  assert: ([condition, message], call) => {
    const text = String(call.literal(message, 'The message').value);
    return sql`(CASE WHEN ${condition!.sql} THEN TRUE ELSE error(${`assert() has failed with message: '${text}'`}) END)`;
  },
};
