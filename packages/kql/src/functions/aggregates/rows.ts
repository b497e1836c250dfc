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
  // Further than any value goes: the language keeps the least long for null.
  const beyond = name === 'max' ? sql`(-9223372036854775808)::BIGINT` : sql`9223372036854775807::BIGINT`;
  return ([a, b], _, only) => {
    const { type } = a!;
    const where = filter(only);
    let value: Sql;
    if (type === 'string') value = sql`${pick}(${b!.sql}, ${a!.sql})${where}`;
    else if (type === 'datetime' || type === 'timespan' || type === 'long' || type === 'int') {
      value = sql`${pick}(${b!.sql}, coalesce(CAST(${a!.sql} AS BIGINT), ${beyond}))${where}`;
    } else {
      const key = type === 'dynamic' ? sql`TRY_CAST(${a!.sql} AS DOUBLE)` : a!.sql;
      value = sql`CASE WHEN count(${key})${where} = 0 THEN first(${b!.sql})${where} ELSE ${pick}(${b!.sql}, ${key})${where} END`;
    }
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
