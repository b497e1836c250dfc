import { className, columnsOf, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import type { Column } from '../../type.ts';
import { placeOf, refuse } from '../refuse.ts';
import { bindRelation } from '../relation.ts';
import type { OperatorBinder, Scope } from '../scope.ts';
import { rowless } from '../scope.ts';
import { share } from '../share.ts';
import { asRelation, EDGE, FROM, ID, NODE, properties, TO } from './graph.ts';
import { edgesSql, nodesSql } from './make-graph-sql.ts';
import type { NodeTable } from './make-graph-sql.ts';

type MakeGraph = Kusto.Language.Syntax.MakeGraphOperator;

/**
 * Every row is an edge. The nodes are those of the tables of nodes and all ends of edges; an end that is in no table has its
 * id and nothing else.
 * @see https://learn.microsoft.com/kusto/query/make-graph-operator
 */
export const makeGraph: OperatorBinder<MakeGraph> = (node, input, scope) => {
  const { SourceColumn: source, TargetColumn: target } = node;
  if (!source || !target) refuse(node, 'make-graph needs two columns: make-graph Source --> Target.');
  if (node.DirectionToken?.Text === '--')
    refuse(node, 'Graphs without a direction are not supported. Write -->.');
  if (node.PartitionedByClause)
    refuse(node.PartitionedByClause, 'partitioned-by is not supported. Run the query for each part.');
  const [from, to] = [source, target].map(({ SimpleName: name }) =>
    input.columns.find((column) => column.name === name),
  );
  if (!from || !to) refuse(node, 'make-graph needs two columns of the table before it.');
  if (from.type !== to.type)
    refuse(
      node,
      `'${from.name}' is a ${from.type} and '${to.name}' a ${to.type}: the ends of an edge must be of one type.`,
    );
  if (from.type === 'dynamic')
    refuse(node, 'The ends of an edge cannot be dynamic. Write tostring(…) of them before.');
  const rows = share(input, scope.query);
  if (properties(rows).length < rows.columns.length)
    refuse(node, `Columns named like '${NODE.name}' or '${ID}' cannot be in a graph.`);
  const place = placeOf(node);
  const { tables, idName } = nodesOf(node, from, scope);
  const held = propertiesOf(node, tables, idName, from);
  const id: Column = { name: ID, type: from.type };

  const nodes: Relation = share(
    {
      op: 'operator',
      label: `nodes of ${from.name} --> ${to.name}`,
      columns: [NODE, id, ...held],
      inputs: [rows, ...tables.map(({ rows: table }) => table)],
      place,
      sql: ([ends, ...selects], render) =>
        nodesSql({ ends: ends!, selects, tables, from, to, properties: held, idName }, render),
    },
    scope.query,
  );
  const edges: Relation = share(
    {
      op: 'operator',
      label: `edges ${from.name} --> ${to.name}`,
      columns: [EDGE, FROM, TO, ...rows.columns],
      inputs: [rows, nodes],
      place,
      sql: ([ends, known], render) => edgesSql(ends!, known!, from, to, rows.columns, render),
    },
    scope.query,
  );
  return asRelation({ nodes, edges }, `make-graph ${from.name} --> ${to.name}`, place);
};

function nodesOf(
  node: MakeGraph,
  end: Column,
  scope: Scope,
): { readonly tables: readonly NodeTable[]; readonly idName: string | undefined } {
  const { WithClause: clause } = node;
  if (!clause) return { tables: [], idName: undefined };
  if (className(clause) === 'MakeGraphWithImplicitIdClause') {
    const { Name: name } = clause as Kusto.Language.Syntax.MakeGraphWithImplicitIdClause;
    return { tables: [], idName: name?.SimpleName ?? '' };
  }
  const { TablesAndKeys: given } = clause as Kusto.Language.Syntax.MakeGraphWithTablesAndKeysClause;
  const tables = listed<Kusto.Language.Syntax.MakeGraphTableAndKeyClause>(given).map((entry): NodeTable => {
    const { Table: table, Column: column } = entry;
    const rows = table ? bindRelation(table as Expression, rowless(scope)) : undefined;
    const key = rows?.columns.find(({ name }) => name === column?.SimpleName);
    if (!rows || !key) refuse(entry, 'A table of nodes needs a column that names them: with Nodes on Id.');
    if (key.type !== end.type)
      refuse(entry, `'${key.name}' is a ${key.type}, and the edges name their ends by a ${end.type}.`);
    return { rows: share(rows, scope.query), key };
  });
  return { tables, idName: undefined };
}

/** The columns of all tables of nodes. */
function propertiesOf(
  node: MakeGraph,
  tables: readonly NodeTable[],
  idName: string | undefined,
  end: Column,
): readonly Column[] {
  if (idName !== undefined) return [{ name: idName, type: end.type }];
  const types = new Map<string, Column>();
  for (const column of tables.flatMap(({ rows }) => rows.columns)) {
    const known = types.get(column.name);
    if (known && known.type !== column.type)
      refuse(
        node,
        `'${column.name}' is of another type in each table of nodes. Rename one with project-rename.`,
      );
    types.set(column.name, known ?? column);
  }
  // Microsoft's binder names them in its order.
  const shape = (node.ResultType as unknown as Kusto.Language.Symbols.GraphSymbol | null)?.NodeShape;
  const order = columnsOf(shape as unknown as Kusto.Language.Symbols.TypeSymbol).map(({ name }) => name);
  return [...types.values()].toSorted((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
}
