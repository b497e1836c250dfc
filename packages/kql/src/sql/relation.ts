import type { Relation, SortKey } from '../plan/relation.ts';
import type { Named } from '../plan/scalar.ts';
import type { Renderer } from './renderer.ts';
import { renderJoin } from './join.ts';
import { renderScan } from './scan.ts';
import type { Sql } from './sql.ts';
import { identifier, joined, sql } from './sql.ts';

/** A relation as one complete SELECT statement whose columns stand in the relation's order. */
export function renderRelation(relation: Relation, render: Renderer): Sql {
  switch (relation.op) {
    case 'scan':
      return renderScan(relation, render);
    case 'values':
      return renderValues(relation, render);
    case 'filter':
      return sql`SELECT * FROM (${render.relation(relation.input)}) WHERE ${render.scalar(relation.condition)}`;
    case 'project':
      return sql`SELECT ${named(relation.values, render)} FROM (${render.relation(relation.input)})`;
    case 'aggregate':
      return renderAggregate(relation, render);
    case 'sort':
      return sql`SELECT * FROM (${render.relation(relation.input)}) ORDER BY ${sortKeys(relation.keys, render)}`;
    case 'limit':
      return sql`SELECT * FROM (${render.relation(relation.input)}) LIMIT ${render.scalar(relation.count)}`;
    case 'union':
      return joined(
        relation.inputs.map((input) => sql`(${render.relation(input)})`),
        ' UNION ALL ',
      );
    case 'join':
      return renderJoin(relation, render);
    case 'shared':
      return sql`WITH ${identifier(relation.name)} AS MATERIALIZED (${render.relation(relation.inner)}) SELECT * FROM (${render.relation(relation.body)})`;
    case 'reference':
      return sql`SELECT * FROM ${identifier(relation.name)}`;
    case 'operator':
      return relation.sql(relation.inputs.map(render.relation), render);
  }
}

/** `ORDER BY` terms. */
export function sortKeys(keys: readonly SortKey[], render: Renderer): Sql {
  return joined(
    keys.map(({ value, descending, nulls }) => {
      const direction = descending ? sql`DESC` : sql`ASC`;
      return sql`${render.scalar(value)} ${direction} ${nulls === 'first' ? sql`NULLS FIRST` : sql`NULLS LAST`}`;
    }),
    ', ',
  );
}

/** `value AS name, …` */
export function named(values: readonly Named[], render: Renderer): Sql {
  if (values.length === 0) return sql`NULL AS ${identifier('#nothing')}`;
  return joined(
    values.map(({ name, value }) => sql`${render.scalar(value)} AS ${render.column(name)}`),
    ', ',
  );
}

function renderValues({ columns, rows }: Extract<Relation, { op: 'values' }>, render: Renderer): Sql {
  const names = columns.map(({ name }) => render.column(name));
  if (rows.length === 0) {
    const nulls = columns.map(({ type }, index) => {
      const value = render.scalar({ op: 'literal', type, value: null });
      return sql`${value} AS ${names[index] ?? sql`x`}`;
    });
    return sql`SELECT ${joined(nulls, ', ')} WHERE FALSE`;
  }
  const list = rows.map((values) => sql`(${joined(values.map(render.scalar), ', ')})`);
  return sql`SELECT * FROM (VALUES ${joined(list, ', ')}) AS ${identifier('values')}(${joined(names, ', ')})`;
}

function renderAggregate(
  { input, by, aggregates }: Extract<Relation, { op: 'aggregate' }>,
  render: Renderer,
): Sql {
  const number = identifier('#row');
  let ordered = false;
  const order = (): Sql | undefined => {
    ordered ||= input.serialized ?? false;
    return input.serialized ? number : undefined;
  };
  const keys = by.map(({ name, value }) => sql`${render.scalar(value)} AS ${render.column(name)}`);
  const results = aggregates.map(({ name, value }) => {
    if (value.op !== 'call') throw new TypeError('An aggregate is a call.');
    return sql`${render.aggregate(value, order)} AS ${render.column(name)}`;
  });
  const list = joined([...keys, ...results], ', ');
  const positions = by.map((_, index) => BigInt(index + 1));
  const group = by.length > 0 ? sql` GROUP BY ${joined(positions, ', ')}` : sql``;
  const rows = render.relation(input);
  // Only an aggregate that asked for the order pays for it.
  const numbered = ordered ? sql`SELECT *, row_number() OVER () AS ${number} FROM (${rows})` : rows;
  return sql`SELECT ${list} FROM (${numbered})${group}`;
}
