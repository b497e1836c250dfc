import { sql } from '../sql/sql.ts';
import type { FunctionTable } from './function.ts';

/** A name inside a JSON pointer. */
const pointer = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

export const DYNAMIC_ACCESS: FunctionTable = {
  '.': ([base, name], call) =>
    sql`nullif(json_extract(${base!.sql}, ${pointer(String(call.literal(name, 'The name of a property').value))}), 'null')`,
};
