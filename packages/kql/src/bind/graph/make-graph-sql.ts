import type { Relation } from '../../plan/relation.ts';
import type { Renderer } from '../../sql/renderer.ts';
import { identifier, joined, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { HELD_AS } from '../../sql/types.ts';
import type { Column } from '../../type.ts';
import { EDGE, FROM, ID, NODE, TO } from './graph.ts';

export interface NodeTable {
  readonly rows: Relation;
  /** The column that names a node. */
  readonly key: Column;
}

export interface NodesPlan {
  readonly ends: Sql;
  readonly selects: readonly Sql[];
  readonly tables: readonly NodeTable[];
  readonly from: Column;
  readonly to: Column;
  readonly properties: readonly Column[];
  /** The property that `with_node_id` asks for. */
  readonly idName: string | undefined;
}

const [TABLE, ORDER] = [identifier('#table'), identifier('#order')];
const [id, node, edge, start, end] = [ID, NODE.name, EDGE.name, FROM.name, TO.name].map(identifier) as [
  Sql,
  Sql,
  Sql,
  Sql,
  Sql,
];

/**
 * One row a node. Of rows of one table that name the same node the first counts; of several tables each gives what the ones
 * before it lack. Null is a name like any other.
 */
export function nodesSql(plan: NodesPlan, render: Renderer): Sql {
  const { ends, selects, tables, from, to, properties, idName } = plan;
  const keys = new Set([...tables.map(({ key }) => key.name), ...(idName === undefined ? [] : [idName])]);
  const listed = selects.map((select, index) => {
    const { rows, key } = tables[index]!;
    const given = properties.map((column) =>
      rows.columns.some(({ name }) => name === column.name)
        ? sql`${render.column(column.name)} AS ${render.column(column.name)}`
        : sql`${absent(column)} AS ${render.column(column.name)}`,
    );
    const numbered = sql`SELECT *, row_number() OVER () AS ${ORDER} FROM (${select})`;
    return sql`SELECT ${joined([sql`${render.column(key.name)} AS ${id}`, sql`${BigInt(index)} AS ${TABLE}`, ORDER, ...given], ', ')} FROM (${numbered}) QUALIFY row_number() OVER (PARTITION BY ${render.column(key.name)} ORDER BY ${ORDER}) = 1`;
  });
  const alone = properties.map((column) =>
    keys.has(column.name)
      ? sql`${id} AS ${render.column(column.name)}`
      : sql`${absent(column)} AS ${render.column(column.name)}`,
  );
  const both = sql`SELECT ${render.column(from.name)} AS ${id} FROM (${ends}) UNION SELECT ${render.column(to.name)} FROM (${ends})`;
  const known = selects.map(
    (select, index) => sql`SELECT ${render.column(tables[index]!.key.name)} AS ${id} FROM (${select})`,
  );
  const unknown =
    known.length === 0
      ? both
      : sql`SELECT ${id} FROM (${both}) AS e WHERE NOT EXISTS (SELECT 1 FROM (${joined(known, ' UNION ALL ')}) AS k WHERE k.${id} IS NOT DISTINCT FROM e.${id})`;
  const others = sql`SELECT ${joined([id, sql`${BigInt(tables.length)} AS ${TABLE}`, sql`0 AS ${ORDER}`, ...alone], ', ')} FROM (${unknown})`;
  // Nodes are numbered as they are named, so that every run numbers them alike.
  const first = sql`min(${TABLE}) AS ${TABLE}, arg_min(${ORDER}, ${TABLE}) AS ${ORDER}`;
  const merged = properties.map((column) => merge(column, render));
  return sql`SELECT row_number() OVER (ORDER BY ${TABLE}, ${ORDER}, ${id}) AS ${node}, * EXCLUDE (${TABLE}, ${ORDER}) FROM (SELECT ${joined([id, ...merged, first], ', ')} FROM (${joined([...listed, others], ' UNION ALL ')}) GROUP BY ${id})`;
}

function absent({ type }: Column): Sql {
  return type === 'string' ? sql`''` : sql`CAST(NULL AS ${HELD_AS[type]})`;
}

function merge({ name, type }: Column, render: Renderer): Sql {
  const column = render.column(name);
  return type === 'string'
    ? sql`coalesce(any_value(nullif(${column}, '') ORDER BY ${TABLE}), '') AS ${column}`
    : sql`any_value(${column} ORDER BY ${TABLE}) AS ${column}`;
}

/** One row an edge, numbered in the order of the table, with the numbers of the nodes it goes between. */
export function edgesSql(
  ends: Sql,
  nodes: Sql,
  from: Column,
  to: Column,
  columns: readonly Column[],
  render: Renderer,
): Sql {
  const numbered = sql`SELECT row_number() OVER () AS ${edge}, * FROM (${ends})`;
  const kept = columns.map(({ name }) => sql`e.${render.column(name)} AS ${render.column(name)}`);
  const out = [sql`e.${edge} AS ${edge}`, sql`f.${node} AS ${start}`, sql`t.${node} AS ${end}`, ...kept];
  return sql`SELECT ${joined(out, ', ')} FROM (${numbered}) AS e JOIN (${nodes}) AS f ON f.${id} IS NOT DISTINCT FROM e.${render.column(from.name)} JOIN (${nodes}) AS t ON t.${id} IS NOT DISTINCT FROM e.${render.column(to.name)}`;
}
