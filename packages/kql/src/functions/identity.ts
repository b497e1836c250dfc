import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { FunctionTable } from './function.ts';

export const IDENTITY: FunctionTable = {
  /** @see https://learn.microsoft.com/kusto/query/new-guid-function */
  new_guid: () => sql`uuid()`,
  /**
   * A negative number has all digits of its type.
   * @see https://learn.microsoft.com/kusto/query/tohex-function
   */
  tohex: ([value, length], call) => {
    const long = call.converted(value!, 'long');
    const digits: Sql =
      value!.type === 'int'
        ? sql`lower(hex(${long} & 4294967295))`
        : sql`lower(CASE WHEN ${long} < 0 THEN hex(CAST(${long} AS HUGEINT) + 18446744073709551616::HUGEINT) ELSE hex(${long}) END)`;
    if (!length) return sql`coalesce(${digits}, '')`;
    const wanted = sql`greatest(least(${call.converted(length, 'long')}, 16), 1)`;
    return sql`coalesce(CASE WHEN strlen(${digits}) >= ${wanted} THEN ${digits} ELSE lpad(${digits}, CAST(${wanted} AS INTEGER), '0') END, '')`;
  },
};
