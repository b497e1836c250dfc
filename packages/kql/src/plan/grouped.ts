import type { Place } from '../parse/place.ts';
import { Refusal } from '../refusal.ts';
import { identifier, joined, sql } from '../sql/sql.ts';
import type { Column } from '../type.ts';
import type { Aggregate, Limit, Relation } from './relation.ts';
import type { Scalar } from './scalar.ts';

/** Functions whose value hangs on the rows before and after: they would look past the end of a group. */
const WINDOW: ReadonlySet<string> = new Set([
  'next', 'prev', 'row_cumsum', 'row_number', 'row_rank_dense', 'row_rank_min', 'row_window_session',
]); // prettier-ignore

/** A plan that is to run for groups of rows apart. */
interface Groups {
  /** The shared rows that the plan reads, with the number of their group. The rows of a group stand together. */
  readonly source: string;
  readonly group: Column;
  /** Names of shared rows that have the number of their group. */
  readonly carrying: ReadonlySet<string>;
  readonly place: Place;
}

/**
 * The plan over `source` as if it ran once for every group of its rows: each operator keeps `group`, and does within a
 * group what it did with all rows.
 */
export function grouped(relation: Relation, source: string, group: Column, place: Place): Relation {
  return within(relation, { source, group, carrying: new Set([source]), place });
}

function within(relation: Relation, groups: Groups): Relation {
  const { group } = groups;
  const columns = [...relation.columns, group];
  switch (relation.op) {
    case 'reference':
      return groups.carrying.has(relation.name) ? { ...relation, columns } : foreign(groups);
    case 'values':
    case 'scan':
    case 'join':
      return foreign(groups);
    case 'filter':
      alone(relation.condition, groups);
      return { ...relation, columns, input: within(relation.input, groups) };
    case 'project': {
      for (const { value } of relation.values) alone(value, groups);
      const values = [...relation.values, { name: group.name, value: reference(group) }];
      return { ...relation, columns, input: within(relation.input, groups), values };
    }
    case 'sort': {
      const first = { value: reference(group), descending: false, nulls: 'first' } as const;
      return { ...relation, columns, input: within(relation.input, groups), keys: [first, ...relation.keys] };
    }
    case 'limit':
      return limited(relation, groups);
    case 'aggregate':
      return aggregated(relation, groups);
    case 'union':
      return { ...relation, columns, inputs: relation.inputs.map((input) => within(input, groups)) };
    case 'shared': {
      const inner = { ...groups, carrying: new Set([...groups.carrying, relation.name]) };
      return {
        ...relation,
        columns,
        inner: within(relation.inner, groups),
        body: within(relation.body, inner),
      };
    }
    case 'operator': {
      if (!relation.grouped) {
        throw new Refusal(
          `'${relation.label}' is not supported inside of a subquery for each row or partition.`,
          groups.place,
        );
      }
      return relation.grouped(
        relation.inputs.map((input) => within(input, groups)),
        group,
      );
    }
  }
}

function reference({ name, type }: Column): Scalar {
  return { op: 'column', name, type };
}

function foreign({ place }: Groups): never {
  throw new Refusal(
    'A subquery for each row or partition can read its own rows only. Join the other table before, or after.',
    place,
  );
}

/** Refuses an expression that needs other rows than the one at hand. */
function alone(scalar: Scalar, groups: Groups): void {
  if (scalar.op !== 'call') return;
  if (WINDOW.has(scalar.name)) {
    throw new Refusal(
      `${scalar.name}() is not supported inside of a subquery for each row or partition.`,
      groups.place,
    );
  }
  for (const argument of scalar.arguments) alone(argument, groups);
}

function limited({ input, count, serialized = false }: Limit, groups: Groups): Relation {
  const rows = within(input, groups);
  const [order, number] = [identifier('#order'), identifier('#number')];
  return {
    op: 'operator',
    label: 'limit by group',
    columns: rows.columns,
    serialized,
    inputs: [rows],
    place: groups.place,
    sql: ([select], render) => {
      const names = joined(
        rows.columns.map(({ name }) => render.column(name)),
        ', ',
      );
      const ordered = sql`SELECT *, row_number() OVER () AS ${order} FROM (${select!})`;
      const group = render.column(groups.group.name);
      const numbered = sql`SELECT *, row_number() OVER (PARTITION BY ${group} ORDER BY ${order}) AS ${number} FROM (${ordered})`;
      return sql`SELECT ${names} FROM (${numbered}) WHERE ${number} <= ${render.scalar(count)} ORDER BY ${order}`;
    },
  };
}

/** Without `by`, a group of which no row is left has a row too: that of the aggregates over nothing. */
function aggregated(aggregate: Aggregate, groups: Groups): Relation {
  const { group } = groups;
  const input = within(aggregate.input, groups);
  const by = [...aggregate.by, { name: group.name, value: reference(group) }];
  const columns = [...by, ...aggregate.aggregates].map(({ name, value }) => ({ name, type: value.type }));
  const found: Relation = { ...aggregate, columns, input, by };
  if (aggregate.by.length > 0 || keepsGroups(aggregate.input)) return found;
  const nothing: Relation = {
    ...aggregate,
    input: { op: 'limit', columns: input.columns, input, count: { op: 'literal', type: 'long', value: 0n } },
  };
  return {
    op: 'operator',
    label: 'aggregates of every group',
    columns,
    inputs: [found, nothing],
    place: groups.place,
    sql: ([some, none], render) => {
      const [all, rest] = [render.fresh('found'), render.fresh('rest')];
      const key = render.column(group.name);
      const names = (from: typeof all): typeof all =>
        joined(
          columns.map(({ name }) => (name === group.name ? key : sql`${from}.${render.column(name)}`)),
          ', ',
        );
      const missing = sql`(SELECT DISTINCT ${key} FROM ${identifier(groups.source)} WHERE ${key} NOT IN (SELECT ${key} FROM ${all}))`;
      return sql`WITH ${all} AS MATERIALIZED (${some!}) SELECT ${names(all)} FROM ${all} UNION ALL SELECT ${names(rest)} FROM ${missing}, (${none!}) AS ${rest}`;
    },
  };
}

/** Whether every group of the rows has at least one left. */
function keepsGroups(relation: Relation): boolean {
  if (relation.op === 'reference') return true;
  if (relation.op === 'project' || relation.op === 'sort' || relation.op === 'aggregate')
    return keepsGroups(relation.input);
  return false;
}
