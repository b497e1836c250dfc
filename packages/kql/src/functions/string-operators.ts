import { sql } from '../sql/sql.ts';
import type { FunctionTable } from './function.ts';

export const STRING_OPERATORS: FunctionTable = {
  contains: ([a, b]) => sql`contains(lower(${a!.sql}), lower(${b!.sql}))`,
};
