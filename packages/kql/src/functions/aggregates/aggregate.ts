import { joined, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { Argument, CallContext } from '../function.ts';

export interface AggregateContext extends CallContext {
  /** The number of the row, if the rows come in an order that was asked for. */
  order(): Sql | undefined;
}

export type AggregateRendering = (args: readonly Argument[], call: AggregateContext) => Sql;

/** An aggregate over the rows for which all of `only` hold. */
export type FilteredRendering = (
  args: readonly Argument[],
  call: AggregateContext,
  only: readonly Sql[],
) => Sql;

export type AggregateTable = Readonly<Record<string, AggregateRendering>>;

/** ` FILTER (WHERE …)`, or nothing. */
export function filter(only: readonly Sql[]): Sql {
  return only.length > 0 ? sql` FILTER (WHERE ${joined(only, ' AND ')})` : sql``;
}

/** The condition that an argument is not null. */
export function present(argument: Argument): Sql {
  return sql`${argument.sql} IS NOT NULL`;
}

/** The plain form of an aggregate. */
export function plain(render: FilteredRendering): AggregateRendering {
  return (args, call) => render(args, call, []);
}

/** The `-if` form of an aggregate: its condition stands at `position` among the arguments. */
export function conditional(render: FilteredRendering, position: number): AggregateRendering {
  return (args, call) => {
    const condition = args[position];
    if (!condition) return call.unsupported(`${call.name} needs a condition.`);
    return render(args.toSpliced(position, 1), call, [condition.sql]);
  };
}

/** An argument as a number that DuckDB reckons with; what is no number in a dynamic does not count. */
export function numeric(argument: Argument): Sql {
  return argument.type === 'dynamic' ? sql`TRY_CAST(${argument.sql} AS DOUBLE)` : argument.sql;
}
