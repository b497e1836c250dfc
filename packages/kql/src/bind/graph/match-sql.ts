import type { Named, Scalar } from '../../plan/scalar.ts';
import type { Renderer } from '../../sql/renderer.ts';
import { joined, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { EDGE, FROM, NODE, TO } from './graph.ts';
import type { Direction, Step } from './pattern.ts';
import { innerOf, numberOf, pathOf } from './variables.ts';
import type { Variables } from './variables.ts';

export type Cycles = 'all' | 'none' | 'unique_edges';
export type Shortest = 'any' | 'all';

export interface MatchPlan {
  readonly variables: Variables;
  /** All of them are true of a match. */
  readonly conditions: readonly Scalar[];
  readonly values: readonly Named[];
  /** `simple`: no node twice on the way, whatever it is called. */
  readonly cycles: Cycles | 'simple';
  readonly shortest: Shortest | undefined;
  readonly nodes: Sql;
  readonly edges: Sql;
}

/** What is found so far: rows, which columns they have, and which variables are known. */
interface Found {
  readonly rows: Sql;
  readonly columns: readonly string[];
  readonly known: ReadonlySet<string>;
}

/** Begins at one node and goes on edge by edge; each condition is asked as soon as it can be. */
export function matchSql(plan: MatchPlan, render: Renderer): Sql {
  const { pattern } = plan.variables;
  const waiting = new Set(plan.conditions);
  const start = startOf(plan);
  let found = asked(plan, began(plan, start, render), waiting, render);
  const left = new Set<Step>(pattern.steps);
  while (left.size > 0) {
    const step = [...left].find((one) => found.known.has(one.left) || found.known.has(one.right));
    // Microsoft's binder has refused a pattern that falls apart.
    if (!step) break;
    left.delete(step);
    const forwards = found.known.has(step.left);
    const next = step.range
      ? walked(plan, found, step, forwards, render)
      : stepped(plan, found, step, forwards, render);
    found = asked(plan, next, waiting, render);
  }
  const out = plan.values.map(({ name, value }) => sql`${render.scalar(value)} AS ${render.column(name)}`);
  return sql`SELECT ${joined(out, ', ')} FROM (${plan.shortest ? shortestOf(plan, found, render) : found.rows})`;
}

/** A node that a condition speaks of alone, if there is one: the fewer to begin with the better. */
function startOf({ variables, conditions }: MatchPlan): string {
  const { nodes } = variables.pattern;
  const alone = conditions.map((condition) => variables.of(condition)).filter(({ size }) => size === 1);
  return nodes.find((node) => alone.some((about) => about.has(node))) ?? nodes[0]!;
}

function began(plan: MatchPlan, node: string, render: Renderer): Found {
  const held = heldOf(plan, node);
  const columns = held.map(([column, from]) => sql`${render.column(from)} AS ${render.column(column)}`);
  return {
    rows: sql`SELECT ${joined(columns, ', ')} FROM (${plan.nodes})`,
    columns: held.map(([column]) => column),
    known: new Set([node]),
  };
}

/** The columns that hold a node or an edge, and those of the graph they come from. */
function heldOf({ variables }: MatchPlan, variable: string): (readonly [string, string])[] {
  const own = variables.used.filter((one) => one.variable === variable);
  const number = variables.isNode(variable) ? NODE.name : EDGE.name;
  return [
    [numberOf(variable), number],
    ...own.map(({ column, property }) => [column, property.name] as const),
  ];
}

function asked(plan: MatchPlan, found: Found, waiting: Set<Scalar>, render: Renderer): Found {
  const ready = [...waiting].filter((condition) => plan.variables.of(condition).isSubsetOf(found.known));
  if (ready.length === 0) return found;
  for (const condition of ready) waiting.delete(condition);
  const conditions = ready.map((condition) => sql`(${render.scalar(condition)})`);
  return { ...found, rows: sql`SELECT * FROM (${found.rows}) WHERE ${joined(conditions, ' AND ')}` };
}

/** The edges as they are gone along: `#from` is where one stands, `#to` where it leads. */
function along({ edges }: MatchPlan, direction: Direction, forwards: boolean, render: Renderer): Sql {
  const [from, to] = [render.column(FROM.name), render.column(TO.name)];
  const turned = sql`SELECT * REPLACE (${to} AS ${from}, ${from} AS ${to}) FROM (${edges})`;
  if (direction === 'any') return sql`SELECT * FROM (${edges}) UNION ALL ${turned}`;
  return (direction === 'right') === forwards ? edges : turned;
}

function ends({ left, right }: Step, forwards: boolean): readonly [string, string] {
  return forwards ? [left, right] : [right, left];
}

function stepped(plan: MatchPlan, found: Found, step: Step, forwards: boolean, render: Renderer): Found {
  const [here, there] = ends(step, forwards);
  const closed = found.known.has(there);
  const name = (column: string): Sql => render.column(column);
  const ofEdge = heldOf(plan, step.edge);
  const ofNode = closed ? [] : heldOf(plan, there);
  const out = [
    ...found.columns.map((column) => sql`s.${name(column)} AS ${name(column)}`),
    ...ofEdge.map(([column, from]) => sql`e.${name(from)} AS ${name(column)}`),
    ...ofNode.map(([column, from]) => sql`n.${name(from)} AS ${name(column)}`),
  ];
  const conditions = [sql`e.${name(FROM.name)} = s.${name(numberOf(here))}`];
  if (closed) conditions.push(sql`e.${name(TO.name)} = s.${name(numberOf(there))}`);
  if (plan.cycles === 'unique_edges')
    conditions.push(...newEdge(plan, found, sql`e.${name(EDGE.name)}`, render));
  else if (plan.cycles !== 'all' && !closed)
    conditions.push(...newNode(plan, found, sql`e.${name(TO.name)}`, undefined, render));
  const node = closed ? sql`` : sql` JOIN (${plan.nodes}) AS n ON n.${name(NODE.name)} = e.${name(TO.name)}`;
  return {
    rows: sql`SELECT ${joined(out, ', ')} FROM (${found.rows}) AS s JOIN (${along(plan, step.direction, forwards, render)}) AS e ON ${conditions[0]!}${node} WHERE ${joined([sql`TRUE`, ...conditions.slice(1)], ' AND ')}`,
    columns: [...found.columns, ...[...ofEdge, ...ofNode].map(([column]) => column)],
    known: new Set([...found.known, step.edge, there]),
  };
}

/** An edge that no part of the match has gone along yet. */
function newEdge({ variables }: MatchPlan, { known }: Found, edge: Sql, render: Renderer): Sql[] {
  return variables.pattern.steps
    .filter((step) => known.has(step.edge))
    .map((step) =>
      step.range
        ? sql`NOT list_contains(s.${render.column(pathOf(step.edge))}, ${edge})`
        : sql`s.${render.column(numberOf(step.edge))} <> ${edge}`,
    );
}

/** A node that the match has not come to yet, be it one of the pattern or one inside of a path. */
function newNode(
  { variables }: MatchPlan,
  { known }: Found,
  node: Sql,
  but: string | undefined,
  render: Renderer,
): Sql[] {
  const { nodes, steps } = variables.pattern;
  return [
    ...nodes
      .filter((one) => known.has(one) && one !== but)
      .map((one) => sql`s.${render.column(numberOf(one))} <> ${node}`),
    ...steps
      .filter(({ edge, range }) => range && known.has(edge))
      .map(({ edge }) => sql`NOT list_contains(s.${render.column(innerOf(edge))}, ${node})`),
  ];
}

/** A path of varying length: a recursive query whose rows are the ways gone so far. */
function walked(plan: MatchPlan, found: Found, step: Step, forwards: boolean, render: Renderer): Found {
  const [here, there] = ends(step, forwards);
  const closed = found.known.has(there);
  const { least, most } = step.range!;
  const [walk, path, nodes, at] = ['walk', 'path', 'nodes', 'at'].map((prefix) => render.fresh(prefix)) as [
    Sql,
    Sql,
    Sql,
    Sql,
  ];
  const name = (column: string): Sql => render.column(column);
  const [edge, to] = [sql`e.${name(EDGE.name)}`, sql`e.${name(TO.name)}`];
  const kept = found.columns.map((column) => sql`s.${name(column)} AS ${name(column)}`);
  const begin = sql`SELECT s.*, CAST([] AS BIGINT[]) AS ${path}, CAST([] AS BIGINT[]) AS ${nodes}, s.${name(numberOf(here))} AS ${at} FROM (${found.rows}) AS s`;
  const further = [...kept, sql`list_append(s.${path}, ${edge})`, sql`list_append(s.${nodes}, ${to})`, to];
  const conditions = [sql`len(s.${path}) < ${BigInt(most)}`];
  if (plan.cycles === 'unique_edges') {
    conditions.push(sql`NOT list_contains(s.${path}, ${edge})`, ...newEdge(plan, found, edge, render));
  } else if (plan.cycles !== 'all') {
    conditions.push(
      sql`NOT list_contains(s.${nodes}, ${to})`,
      ...newNode(plan, found, to, closed && there !== here ? there : undefined, render),
    );
    // A path may end at a node that is known, but not go on from there.
    if (closed && there !== here) conditions.push(sql`s.${at} <> s.${name(numberOf(there))}`);
  }
  const go = sql`SELECT ${joined(further, ', ')} FROM ${walk} AS s JOIN (${along(plan, step.direction, forwards, render)}) AS e ON e.${name(FROM.name)} = s.${at} WHERE ${joined(conditions, ' AND ')}`;
  const ofNode = closed ? [] : heldOf(plan, there);
  const between = sql`CASE WHEN len(s.${path}) > 1 THEN s.${nodes}[1:len(s.${path}) - 1] ELSE [] END`;
  const ordered = (list: Sql): Sql => (forwards ? list : sql`list_reverse(${list})`);
  const out = [
    ...kept,
    sql`${ordered(sql`s.${path}`)} AS ${name(pathOf(step.edge))}`,
    sql`${ordered(between)} AS ${name(innerOf(step.edge))}`,
    ...ofNode.map(([column, from]) => sql`n.${name(from)} AS ${name(column)}`),
  ];
  const last = closed ? sql`` : sql` JOIN (${plan.nodes}) AS n ON n.${name(NODE.name)} = s.${at}`;
  const whole = [sql`len(s.${path}) >= ${BigInt(least)}`];
  if (closed) whole.push(sql`s.${at} = s.${name(numberOf(there))}`);
  return {
    rows: sql`SELECT ${joined(out, ', ')} FROM (WITH RECURSIVE ${walk} AS (${begin} UNION ALL ${go}) SELECT * FROM ${walk}) AS s${last} WHERE ${joined(whole, ' AND ')}`,
    columns: [...found.columns, pathOf(step.edge), innerOf(step.edge), ...ofNode.map(([column]) => column)],
    known: new Set([...found.known, step.edge, there]),
  };
}

/** For each choice of the nodes of the pattern the paths with the fewest edges; of those alike, one or all. */
function shortestOf({ variables, shortest }: MatchPlan, found: Found, render: Renderer): Sql {
  const { nodes, steps } = variables.pattern;
  const paths = steps.filter(({ range }) => range).map(({ edge }) => render.column(pathOf(edge)));
  const length = joined(
    paths.map((path) => sql`len(${path})`),
    ' + ',
  );
  const groups = joined(
    nodes.map((node) => render.column(numberOf(node))),
    ', ',
  );
  return shortest === 'all'
    ? sql`SELECT * FROM (${found.rows}) QUALIFY rank() OVER (PARTITION BY ${groups} ORDER BY ${length}) = 1`
    : sql`SELECT * FROM (${found.rows}) QUALIFY row_number() OVER (PARTITION BY ${groups} ORDER BY ${length}, ${joined(paths, ', ')}) = 1`;
}
