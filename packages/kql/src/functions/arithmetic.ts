import { sql } from '../sql/sql.ts';
import type { FunctionTable } from './function.ts';

export const ARITHMETIC: FunctionTable = {
  '+': ([a, b]) => sql`(${a!.sql} + ${b!.sql})`,
  '-': ([a, b]) => sql`(${a!.sql} - ${b!.sql})`,
  '*': ([a, b]) => sql`(${a!.sql} * ${b!.sql})`,
  'unary -': ([a]) => sql`(-${a!.sql})`,
};
