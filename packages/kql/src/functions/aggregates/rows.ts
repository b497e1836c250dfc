import type { Sql } from '../../sql/sql.ts';
import { identifier, sql } from '../../sql/sql.ts';
import type { AggregateTable, FilteredRendering } from './aggregate.ts';
import { conditional, filter, plain, present } from './aggregate.ts';

/** Any value, one that is not null and not empty where there is one. */
const any: FilteredRendering = ([a], _, only) =>
  a!.type === 'string'
    ? sql`coalesce(any_value(nullif(${a!.sql}, ''))${filter(only)}, '')`
    : sql`any_value(${a!.sql})${filter([...only, present(a!)])}`;

/**
 * The value of `b` in the row whose `a` is the greatest or smallest; of the first row, if `a` is null in all of them. Rows
 * whose `a` is null come last.
 */
function argument(name: 'max' | 'min'): FilteredRendering {
  const pick = identifier(`arg_${name}_null`);
  return ([a, b], _, only) => {
    const key: Sql =
      a!.type === 'dynamic' ? sql`coalesce(TRY_CAST(${a!.sql} AS DOUBLE), 'NaN'::DOUBLE)` : a!.sql;
    const found = sql`${pick}(${b!.sql}, ${key})${filter(only)}`;
    // A string is never null.
    if (a!.type === 'string') return b!.type === 'string' ? sql`coalesce(${found}, '')` : found;
    const fallback = sql`first(${b!.sql})${filter(only)}`;
    const value = sql`CASE WHEN count(${a!.sql})${filter(only)} = 0 THEN ${fallback} ELSE ${found} END`;
    return b!.type === 'string' ? sql`coalesce(${value}, '')` : value;
  };
}

/** The value of the first row: the same row for every column that is asked for so. */
const first: FilteredRendering = ([a], _, only) => {
  const value = sql`first(${a!.sql})${filter(only)}`;
  return a!.type === 'string' ? sql`coalesce(${value}, '')` : value;
};

/** Aggregates that choose a row. Those that give several columns are asked for one column at a time. */
export const ROWS: AggregateTable = {
  take_any: plain(any),
  any: plain(any),
  take_anyif: conditional(any, 1),
  anyif: conditional(any, 1),
  arg_max: plain(argument('max')),
  argmax: plain(argument('max')),
  arg_min: plain(argument('min')),
  argmin: plain(argument('min')),
  '#first': plain(first),
};
