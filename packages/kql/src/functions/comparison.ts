import { joined, sql } from '../sql/sql.ts';
import type { FunctionTable } from './function.ts';

export const COMPARISON: FunctionTable = {
  '==': ([a, b]) => sql`(${a!.sql} = ${b!.sql})`,
  '!=': ([a, b]) => sql`(${a!.sql} <> ${b!.sql})`,
  '<': ([a, b]) => sql`(${a!.sql} < ${b!.sql})`,
  '<=': ([a, b]) => sql`(${a!.sql} <= ${b!.sql})`,
  '>': ([a, b]) => sql`(${a!.sql} > ${b!.sql})`,
  '>=': ([a, b]) => sql`(${a!.sql} >= ${b!.sql})`,
  in: ([a, ...list]) =>
    sql`(${a!.sql} IN (${joined(
      list.map((item) => item.sql),
      ', ',
    )}))`,
};
