import { columnsOf, listed } from '../../parse/syntax.ts';
import type { Place } from '../../parse/place.ts';
import type { Relation } from '../../plan/relation.ts';
import type { Named, Scalar } from '../../plan/scalar.ts';
import { sql } from '../../sql/sql.ts';
import type { Column } from '../../type.ts';
import { optionsOf } from '../operators/options.ts';
import { placeOf, refuse } from '../refuse.ts';
import type { OperatorBinder } from '../scope.ts';
import { EDGE, FROM, graphOf, ID, NODE, properties, TO } from './graph.ts';

/**
 * The nodes or the edges of a graph as rows. The number of a node that the cloud gives is the hash of its id.
 * @see https://learn.microsoft.com/kusto/query/graph-to-table-operator
 */
export const graphToTable: OperatorBinder<Kusto.Language.Syntax.GraphToTableOperator> = (node, input) => {
  const { nodes, edges } = graphOf(input, node);
  const [clause, second] = listed<Kusto.Language.Syntax.GraphToTableOutputClause>(node.OutputClause);
  if (!clause || second)
    refuse(
      second ?? node,
      'Nodes and edges are two results, and a query here has one. Write graph-to-table nodes or graph-to-table edges.',
    );
  const options = optionsOf(clause.Parameters);
  const ofNodes = clause.EntityKeyword?.Text === 'nodes';
  const ids = new Map<string, string>();
  for (const [option, column] of ofNodes
    ? [['with_node_id', ID]]
    : [
        ['with_source_id', FROM.name],
        ['with_target_id', TO.name],
      ]) {
    const name = options.get(option!);
    if (name !== undefined) ids.set(name, column!);
  }
  const rows = ofNodes ? nodes : withIds(edges, nodes, placeOf(node));
  const id = nodes.columns.find(({ name }) => name === ID)!;
  const place = placeOf(node);
  const hash = (column: string): Scalar => ({
    op: 'call',
    name: 'hash',
    type: 'long',
    arguments: [{ op: 'column', name: column, type: id.type }],
    place,
  });
  const read = ({ name, type }: Column): Named => ({ name, value: { op: 'column', name, type } });
  const columns = columnsOf(node.ResultType);
  const held = properties(rows);
  if (held.some(({ name }) => ids.has(name)))
    refuse(clause, 'There is a column of that name already. Choose another.');
  const values = columns.map((column): Named => {
    const of = ids.get(column.name);
    return of === undefined ? read(column) : { name: column.name, value: hash(of) };
  });
  if (values.length === 0)
    refuse(clause, 'These nodes have no columns. Give the graph with Nodes on Id, or with_node_id=.');
  const missing = values.find(({ name }) => !ids.has(name) && !held.some((column) => column.name === name));
  if (missing) refuse(node, `The column '${missing.name}' could not be found in the graph.`);
  const numbered = ofNodes ? NODE : EDGE;
  return {
    op: 'project',
    columns: values.map(({ name, value }) => ({ name, type: value.type })),
    values,
    input: {
      op: 'sort',
      columns: rows.columns,
      input: rows,
      keys: [{ value: { op: 'column', ...numbered }, descending: false, nulls: 'first' }],
    },
  };
};

/** Edges with the ids of the nodes they go between in the place of their numbers. */
function withIds(edges: Relation, nodes: Relation, place: Place): Relation {
  const id = nodes.columns.find(({ name }) => name === ID)!;
  const join = (rows: Relation, end: string): Relation => ({
    op: 'operator',
    label: `ids of ${end}`,
    columns: rows.columns.map((column) => (column.name === end ? { name: end, type: id.type } : column)),
    inputs: [rows, nodes],
    place,
    sql: ([select, known], render) => {
      const [of, node, name] = [end, NODE.name, ID].map((column) => render.column(column));
      return sql`SELECT e.* REPLACE (n.${name!} AS ${of!}) FROM (${select!}) AS e JOIN (${known!}) AS n ON n.${node!} = e.${of!}`;
    },
  });
  return join(join(edges, FROM.name), TO.name);
}
