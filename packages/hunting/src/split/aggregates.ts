/**
 * Aggregates that can be put together from those of parts. `merge` is the aggregate over the parts that gives the
 * whole; for `again` it is the same one once more, of the columns it gave.
 *
 * @see https://learn.microsoft.com/kusto/query/aggregation-functions
 */
export type Merge = 'sum' | 'min' | 'max' | 'make_set';

export const MERGES: Readonly<Record<string, Merge>> = {
  count: 'sum',
  countif: 'sum',
  sum: 'sum',
  sumif: 'sum',
  min: 'min',
  minif: 'min',
  max: 'max',
  maxif: 'max',
  // Of arrays it makes one set of their elements.
  make_set: 'make_set',
  make_set_if: 'make_set',
};

export const AGAIN: ReadonlySet<string> = new Set(['arg_max', 'arg_min', 'any', 'take_any']);

/** Why others are refused, where there is more to say than that they cannot be merged. */
export const INSTEAD: Readonly<Record<string, string>> = {
  avg: 'Write sum(x) and count() and divide them.',
  count_distinct: 'Summarize by the value first, and count the rows then.',
  dcount: 'Summarize by the value first, and count the rows then.',
  dcountif: 'Summarize by the value first, and count the rows then.',
  make_list: 'Leave the rows as they are instead of collecting them.',
};
