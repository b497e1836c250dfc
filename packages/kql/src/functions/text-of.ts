import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { datetimeText, timespanText } from '../sql/json.ts';
import { realText } from '../value/real.ts';
import type { Argument, CallContext, FunctionTable } from './function.ts';
import { native } from './native.ts';

const textOfReal = native({
  name: 'text_of_real',
  parameters: ['real'],
  returns: 'string',
  run: realText,
});

/**
 * A value as the text the language makes of it; null as the empty text.
 * @see https://learn.microsoft.com/kusto/query/tostring-function
 */
export function textOf(argument: Argument, call: CallContext): Sql {
  const { sql: value, type } = argument;
  switch (type) {
    case 'string':
      return value;
    case 'real':
      return textOfReal([argument], call);
    case 'decimal':
      return sql`coalesce(regexp_replace(CAST(${value} AS VARCHAR), '\\.0*$|(\\.[0-9]*[1-9])0+$', '\\1'), '')`;
    case 'datetime':
      return sql`coalesce(${datetimeText(value)}, '')`;
    case 'timespan':
      return sql`coalesce(${timespanText(value)}, '')`;
    case 'dynamic':
      return sql`coalesce(${value} ->> '$', '')`;
    case 'bool':
    case 'guid':
    case 'int':
    case 'long':
      return sql`coalesce(CAST(${value} AS VARCHAR), '')`;
  }
}

export const TEXT_OF: FunctionTable = {
  tostring: ([value], call) => textOf(value!, call),
};
