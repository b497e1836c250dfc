import { joined, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Argument, CallContext, FunctionTable, Rendering } from './function.ts';

/** An argument in the form of the result. Microsoft's binder has found the type all of them share. */
function asResult(argument: Argument, call: CallContext): Sql {
  return call.converted(argument, call.type);
}

/**
 * A null condition counts as false.
 * @see https://learn.microsoft.com/kusto/query/iff-function
 */
const iff: Rendering = ([condition, then, otherwise], call) =>
  sql`(CASE WHEN ${call.converted(condition!, 'bool')} THEN ${asResult(then!, call)} ELSE ${asResult(otherwise!, call)} END)`;

/** @see https://learn.microsoft.com/kusto/query/case-function */
const caseOf: Rendering = (args, call) => {
  const branches: Sql[] = [];
  for (let index = 0; index + 1 < args.length; index += 2) {
    branches.push(sql`WHEN ${call.converted(args[index]!, 'bool')} THEN ${asResult(args[index + 1]!, call)}`);
  }
  return sql`(CASE ${joined(branches, ' ')} ELSE ${asResult(args.at(-1)!, call)} END)`;
};

/** @see https://learn.microsoft.com/kusto/query/isempty-function */
const isempty: Rendering = ([value]) => {
  const { sql: held, type } = value!;
  if (type === 'string') return sql`(${held} = '')`;
  return type === 'dynamic' ? sql`(coalesce(${held} ->> '$', '') = '')` : sql`(${held} IS NULL)`;
};
const isnotempty: Rendering = (args, call) => sql`(NOT ${isempty(args, call)})`;

/** @see https://learn.microsoft.com/kusto/query/isnull-function */
const isnull: Rendering = ([value]) => (value!.type === 'string' ? sql`FALSE` : sql`(${value!.sql} IS NULL)`);
const isnotnull: Rendering = (args, call) => sql`(NOT ${isnull(args, call)})`;

export const CONDITIONS: FunctionTable = {
  iff,
  iif: iff,
  case: caseOf,
  isempty,
  isnotempty,
  notempty: isnotempty,
  isnull,
  isnotnull,
  notnull: isnotnull,
  /**
   * Null, and for strings empty, arguments are passed over.
   * @see https://learn.microsoft.com/kusto/query/coalesce-function
   */
  coalesce: (args, call) => {
    const values = args.map((argument) => asResult(argument, call));
    if (call.type !== 'string') return sql`coalesce(${joined(values, ', ')})`;
    const present = values.map((value) => sql`nullif(${value}, '')`);
    return sql`coalesce(${joined(present, ', ')}, '')`;
  },
  /** @see https://learn.microsoft.com/kusto/query/max-of-function */
  max_of: extreme(sql`greatest`),
  /** @see https://learn.microsoft.com/kusto/query/min-of-function */
  min_of: extreme(sql`least`),
};

/** The greatest or least of the arguments that are not null. */
function extreme(of: Sql): Rendering {
  return (args, call) => {
    if (call.type === 'dynamic') {
      return call.unsupported('Of dynamics none is the greatest. Convert them first, as in tolong(…).');
    }
    return sql`${of}(${joined(
      args.map((argument) => asResult(argument, call)),
      ', ',
    )})`;
  };
}
