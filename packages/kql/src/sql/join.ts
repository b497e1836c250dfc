import type { Join, JoinKind, Relation } from '../plan/relation.ts';
import type { Renderer } from './renderer.ts';
import type { Sql } from './sql.ts';
import { identifier, joined, sql } from './sql.ts';

const LEFT = identifier('left');
const RIGHT = identifier('right');

const WORDS: Readonly<Record<JoinKind, Sql>> = {
  innerunique: sql`JOIN`,
  inner: sql`JOIN`,
  leftouter: sql`LEFT JOIN`,
  rightouter: sql`RIGHT JOIN`,
  fullouter: sql`FULL JOIN`,
  leftsemi: sql`SEMI JOIN`,
  leftanti: sql`ANTI JOIN`,
  rightsemi: sql`SEMI JOIN`,
  rightanti: sql`ANTI JOIN`,
};

/** The side whose columns are null where the other has no match. */
const PADDED: Readonly<Partial<Record<JoinKind, readonly ('left' | 'right')[]>>> = {
  leftouter: ['right'],
  rightouter: ['left'],
  fullouter: ['left', 'right'],
};

/** Two tables put together, row by row. The columns in the relation's order, under its names. */
export function renderJoin(relation: Join, render: Renderer): Sql {
  const { kind, left, right, on, columns } = relation;
  const padded = PADDED[kind] ?? [];
  const list = columns.map(({ name, type, side, from }) => {
    const value = sql`${side === 'left' ? LEFT : RIGHT}.${render.column(from)}`;
    const read = type === 'string' && padded.includes(side) ? sql`coalesce(${value}, '')` : value;
    return sql`${read} AS ${render.column(name)}`;
  });
  const condition = on.map(
    (pair) => sql`${LEFT}.${render.column(pair.left)} = ${RIGHT}.${render.column(pair.right)}`,
  );
  const leftRows = kind === 'innerunique' ? firstOfEach(left, on.map((pair) => pair.left), render) : render.relation(left); // prettier-ignore
  const a = sql`(${leftRows}) AS ${LEFT}`;
  const b = sql`(${render.relation(right)}) AS ${RIGHT}`;
  const from =
    kind === 'rightsemi' || kind === 'rightanti'
      ? sql`${b} ${WORDS[kind]} ${a}`
      : sql`${a} ${WORDS[kind]} ${b}`;
  return sql`SELECT ${joined(list, ', ')} FROM ${from} ON ${joined(condition, ' AND ')}`;
}

/** One row of each set of keys: the first that is met. Written as an aggregate, so that columns nobody reads are not kept. */
function firstOfEach(relation: Relation, keys: readonly string[], render: Renderer): Sql {
  const list = relation.columns.map(({ name }) => {
    const column = render.column(name);
    return keys.includes(name) ? column : sql`first(${column}) AS ${column}`;
  });
  const by = [...new Set(keys)].map((key) => render.column(key));
  return sql`SELECT ${joined(list, ', ')} FROM (${render.relation(relation)}) GROUP BY ${joined(by, ', ')}`;
}
