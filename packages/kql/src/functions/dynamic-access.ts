import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { LiteralValue } from '../plan/scalar.ts';
import type { FunctionTable } from './function.ts';

/** Names that mean themselves inside quotes in a path of DuckDB's. */
const PLAIN = /^[^"*\\\0]+$/;

/** A name inside a JSON pointer. */
const pointer = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

const step = (value: LiteralValue): string =>
  typeof value === 'bigint' ? `[${value}]` : `."${String(value)}"`;

/**
 * `a.b[0]['c d']`, all steps known: read in one pass. An index below nought counts from the end. What is not there is
 * null, and so is what is asked of a value that has no parts.
 * @see https://learn.microsoft.com/kusto/query/scalar-data-types/dynamic
 */
function atPath(base: Sql, steps: readonly LiteralValue[]): Sql {
  let value = base;
  let path = '$';
  for (const one of steps) {
    if (typeof one === 'bigint' || PLAIN.test(String(one))) {
      path += step(one);
      continue;
    }
    // A pointer takes any name, but one of digits would also find an element of an array.
    const before = path === '$' ? value : sql`json_extract(${value}, ${path})`;
    value = sql`json_extract(${before}, ${pointer(String(one))})`;
    path = '$';
  }
  return sql`nullif(${path === '$' ? value : sql`json_extract(${value}, ${path})`}, 'null')`;
}

export const DYNAMIC_ACCESS: FunctionTable = {
  '.': ([base, ...steps], call) =>
    atPath(
      call.converted(base!, 'dynamic'),
      steps.map((argument) => call.literal(argument, 'The name of a property').value),
    ),
  // An index or a name that is worked out for each row.
  '[]': ([base, index], call) => {
    const value = call.converted(base!, 'dynamic');
    const { type, sql: selector } = index!;
    const byName = (name: Sql): Sql =>
      sql`(CASE WHEN json_type(${value}) = 'OBJECT' THEN nullif(json_extract(${value}, '/' || replace(replace(${name}, '~', '~0'), '/', '~1')), 'null') END)`;
    const byIndex = (position: Sql): Sql => sql`nullif(json_extract(${value}, ${position}), 'null')`;
    if (type === 'string') return byName(selector);
    if (type === 'dynamic') {
      const text = sql`(${selector} ->> '$')`;
      return sql`(CASE WHEN json_type(${selector}) = 'VARCHAR' THEN ${byName(text)} ELSE ${byIndex(sql`TRY_CAST(${text} AS BIGINT)`)} END)`;
    }
    return byIndex(call.converted(index!, 'long'));
  },
};
