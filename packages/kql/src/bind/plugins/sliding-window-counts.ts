import { joined, sql } from '../../sql/sql.ts';
import { refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { Plugin } from './plugin.ts';

/**
 * For each step of a timeline how many rows, and how many different ids, the window that ends with it holds. Each row counts
 * in its own step and in those after it that still look back so far.
 * @see https://learn.microsoft.com/kusto/query/sliding-window-counts-plugin
 */
export const slidingWindowCounts: Plugin = (input, { node, arguments: given, columns, scope, place }) => {
  const [id, time, start, end, lookback, bin, ...by] = given.map((argument) => bindScalar(argument, scope));
  if (!id || !time || !start || !end || !lookback || !bin)
    refuse(node, 'sliding_window_counts needs an id, a timeline, a start, an end, a window and a step.');
  const span = time.type === 'datetime' ? 'timespan' : time.type;
  if (
    !['datetime', 'timespan', 'long', 'int'].includes(time.type) ||
    lookback.type !== span ||
    bin.type !== span
  )
    refuse(
      node,
      `The window and the step are to be of the type of the timeline: a ${span} over a ${time.type}.`,
    );
  if (bin.op !== 'literal' || typeof bin.value !== 'bigint' || bin.value <= 0n)
    refuse(node, 'The step is a literal greater than zero: 1d.');
  return {
    op: 'operator',
    label: 'evaluate sliding_window_counts',
    columns,
    inputs: [input],
    place,
    sql: ([rows], render) => {
      const [at, from, to, window, step] = [time, start, end, lookback, bin].map(
        (value) => sql`CAST(${render.scalar(value)} AS BIGINT)`,
      );
      const [first, who, when] = ['first', 'who', 'when'].map((prefix) => render.fresh(prefix));
      const keys = by.map((value, index) => [render.scalar(value), render.fresh(`key${index}`)] as const);
      const names = keys.map(([, name]) => name);
      const own = sql`${at!} - (((${at!} - ${from!}) % ${step!}) + ${step!}) % ${step!}`;
      const binned = sql`SELECT ${joined([sql`${own} AS ${first!}`, sql`${render.scalar(id)} AS ${who!}`, ...keys.map(([value, name]) => sql`${value} AS ${name}`)], ', ')} FROM (${rows!})`;
      const seen = sql`SELECT *, unnest(generate_series(${first!}, ${first!} + greatest(${window!} - ${step!}, 0), ${step!})) AS ${when!} FROM (${binned}) WHERE ${first!} <= ${to!} AND ${first!} > ${from!} - ${window!}`;
      const out = [when!, ...names, sql`count(*)`, sql`count(DISTINCT ${who!})`].map(
        (value, index) => sql`${value} AS ${render.column(columns[index]!.name)}`,
      );
      return sql`SELECT ${joined(out, ', ')} FROM (${seen}) WHERE ${when!} >= ${from!} AND ${when!} <= ${to!} GROUP BY ${joined([when!, ...names], ', ')} ORDER BY ${joined([when!, ...names], ', ')}`;
    },
  };
};
