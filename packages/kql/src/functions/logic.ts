import { sql } from '../sql/sql.ts';
import type { FunctionTable } from './function.ts';

/**
 * Three-valued: null and false is false, null or true is true, else null stays null.
 * @see https://learn.microsoft.com/kusto/query/logical-operators
 */
export const LOGIC: FunctionTable = {
  and: ([a, b], call) => sql`(${call.converted(a!, 'bool')} AND ${call.converted(b!, 'bool')})`,
  or: ([a, b], call) => sql`(${call.converted(a!, 'bool')} OR ${call.converted(b!, 'bool')})`,
  not: ([a], call) => sql`(NOT ${call.converted(a!, 'bool')})`,
};
