import { identifier, joined, sql } from '../../sql/sql.ts';
import type { Scalar } from '../../plan/scalar.ts';
import type { Plugin } from './plugin.ts';

/**
 * A row for each value of each row, as text.
 * @see https://learn.microsoft.com/kusto/query/narrow-plugin
 */
export const narrow: Plugin = (input, { columns, place }) => ({
  op: 'operator',
  label: 'evaluate narrow',
  columns,
  serialized: input.serialized ?? false,
  inputs: [input],
  place,
  sql: ([rows], render) => {
    const [number, item] = [identifier('#row'), identifier('#item')];
    const items = input.columns.map(({ name, type }) => {
      const value: Scalar = { op: 'column', name, type };
      const text: Scalar =
        type === 'string'
          ? value
          : { op: 'call', name: 'tostring', type: 'string', arguments: [value], place };
      return sql`{'column': ${name}, 'value': ${render.scalar(text)}}`;
    });
    const [row, column, value] = columns.map(({ name }) => render.column(name));
    const numbered = sql`SELECT *, row_number() OVER () - 1 AS ${number} FROM (${rows!})`;
    const unpivoted = sql`SELECT ${number}, unnest([${joined(items, ', ')}]) AS ${item} FROM (${numbered})`;
    return sql`SELECT ${number} AS ${row!}, ${item}['column'] AS ${column!}, ${item}['value'] AS ${value!} FROM (${unpivoted})`;
  },
});
