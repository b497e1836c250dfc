import { className } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import { columnsRead } from '../../plan/walk.ts';
import type { Named, Scalar } from '../../plan/scalar.ts';
import { RowsNeeded } from '../../rows-needed.ts';
import { joined, sql } from '../../sql/sql.ts';
import type { Column } from '../../type.ts';
import { aggregatesOver } from '../aggregates.ts';
import { refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { Plugin } from './plugin.ts';

/** The value that becomes the name of a column, and the aggregate, in the columns in between. */
const VALUE: Column = { name: '#pivot', type: 'string' };
const RESULT = '#result';

/** What stands where a row and a column have nothing in common. */
const ZERO: ReadonlySet<string> = new Set(['count', 'countif', 'dcount', 'sum']);

/** @see https://learn.microsoft.com/kusto/query/pivot-plugin */
export const pivot: Plugin = (input, call) => {
  const { node, scope, place } = call;
  const [by, ...rest] = call.arguments;
  if (!by) refuse(node, 'pivot needs the column to turn.');
  const value = bindScalar(by, scope);
  const text: Scalar =
    value.type === 'string'
      ? value
      : { op: 'call', name: 'tostring', type: 'string', arguments: [value], place };

  const [aggregate] = rest.filter(isCall);
  const name = aggregate
    ? ((aggregate as Kusto.Language.Syntax.FunctionCallExpression).Name?.SimpleName ?? '')
    : 'count';
  const aggregates = aggregatesOver(input, scope);
  const result: Scalar = aggregate
    ? (aggregates.bind(aggregate)[0] ?? refuse(aggregate, 'pivot needs an aggregate of one column.'))
    : { op: 'column', name: '#0', type: 'long' };
  const calls: readonly Named[] = aggregate
    ? aggregates.calls
    : [{ name: '#0', value: { op: 'call', name: 'count', type: 'long', arguments: [], place } }];

  const listed = rest.filter((argument) => !isCall(argument)).map((argument) => bindScalar(argument, scope));
  const used = columnsRead(text);
  for (const { value: each } of calls) columnsRead(each, used);
  const keys: Column[] =
    listed.length > 0
      ? listed.map((key) =>
          key.op === 'column' ? key : refuse(node, 'The columns of pivot that stay are named as they are.'),
        )
      : input.columns.filter((column) => !used.has(column.name));

  if (!call.schema) {
    const question: Relation = {
      op: 'aggregate',
      columns: [VALUE],
      input,
      by: [{ name: VALUE.name, value: text }],
      aggregates: [],
    };
    throw new RowsNeeded(question, call.schemaPlace, (rows) => [
      ...keys.map(({ name: key, type }) => ({ name: key, type })),
      ...rows
        .map(([each]) => each as string)
        .sort((a, b) => (a < b ? -1 : 1))
        .map((each): Column => ({ name: each, type: result.type })),
    ]);
  }

  const kept = new Set(keys.map((key) => key.name));
  const keyed: Named[] = keys.map((key) => ({
    name: key.name,
    value: { op: 'column', name: key.name, type: key.type },
  }));
  const by_: Named[] = [...keyed, { name: VALUE.name, value: text }];
  const grouped: Relation = {
    op: 'aggregate',
    columns: [...by_, ...calls].map((each) => ({ name: each.name, type: each.value.type })),
    input,
    by: by_,
    aggregates: calls,
  };
  const values: Named[] = [
    ...keyed,
    { name: VALUE.name, value: { op: 'column', ...VALUE } },
    { name: RESULT, value: result },
  ];
  const cells: Relation = {
    op: 'project',
    columns: values.map((each) => ({ name: each.name, type: each.value.type })),
    input: grouped,
    values,
  };
  return {
    op: 'operator',
    label: `evaluate pivot into ${call.columns.length} columns`,
    columns: call.columns,
    inputs: [cells],
    place,
    sql: ([rows], render) => {
      const empty = ZERO.has(name) ? sql`0` : result.type === 'string' ? sql`''` : sql`NULL`;
      const out = call.columns.map((column) => {
        const as = render.column(column.name);
        if (kept.has(column.name)) return as;
        const found = sql`any_value(${render.column(RESULT)}) FILTER (WHERE ${render.column(VALUE.name)} = ${column.name})`;
        return sql`coalesce(${found}, ${empty}) AS ${as}`;
      });
      const group = keys.map((key) => render.column(key.name));
      const by = group.length > 0 ? sql` GROUP BY ${joined(group, ', ')}` : sql``;
      return sql`SELECT ${joined(out, ', ')} FROM (${rows!})${by}`;
    },
  };
};

function isCall(argument: Expression): boolean {
  return className(argument) === 'FunctionCallExpression';
}
