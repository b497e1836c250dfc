import type { Element } from '../../parse/syntax.ts';
import type { Place } from '../../parse/place.ts';
import type { Graph, Relation } from '../../plan/relation.ts';
import { Refusal } from '../../refusal.ts';
import type { Column } from '../../type.ts';
import { refuse } from '../refuse.ts';

/** The number of a node or an edge, and of the nodes an edge goes between: 1, 2, 3 … */
export const NODE: Column = { name: '#node', type: 'long' };
export const EDGE: Column = { name: '#edge', type: 'long' };
export const FROM: Column = { name: '#from', type: 'long' };
export const TO: Column = { name: '#to', type: 'long' };
/** What the query itself calls a node by. Its type is that of the columns the edges name their ends in. */
export const ID = '#id';

const HELD: ReadonlySet<string> = new Set([NODE.name, EDGE.name, FROM.name, TO.name, ID]);

/** The columns the query knows of: without those that hold the graph together. */
export function properties({ columns }: Relation): readonly Column[] {
  return columns.filter(({ name }) => !HELD.has(name));
}

/** A graph where a relation is asked for. It has no rows, so nothing but an operator for graphs may come after it. */
export function asRelation(graph: Graph, label: string, place: Place): Relation {
  return {
    op: 'operator',
    label,
    columns: [],
    inputs: [graph.nodes, graph.edges],
    place,
    graph,
    sql: () => {
      throw new Refusal(
        'A graph is not a table. Go on with graph-match, graph-shortest-paths or graph-to-table.',
        place,
      );
    },
  };
}

export function graphOf(relation: Relation, node: Element): Graph {
  if (relation.op === 'operator' && relation.graph) return relation.graph;
  return refuse(node, 'This operator reads a graph: put make-graph Source --> Target … before it.');
}
