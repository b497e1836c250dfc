import { sql } from '../sql/sql.ts';
import type { FunctionTable } from './function.ts';

export const LOGIC: FunctionTable = {
  and: ([a, b]) => sql`(${a!.sql} AND ${b!.sql})`,
  or: ([a, b]) => sql`(${a!.sql} OR ${b!.sql})`,
  not: ([a]) => sql`(NOT ${a!.sql})`,
};
