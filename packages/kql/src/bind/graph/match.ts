import { columnsOf, listed } from '../../parse/syntax.ts';
import type { Element, Expression } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import type { Named, Scalar } from '../../plan/scalar.ts';
import { optionsOf } from '../operators/options.ts';
import { placeOf, refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { OperatorBinder, Scope } from '../scope.ts';
import { rowless } from '../scope.ts';
import { patternFunction, propertyOfPath } from './functions.ts';
import { graphOf } from './graph.ts';
import { matchSql } from './match-sql.ts';
import type { Cycles, Shortest } from './match-sql.ts';
import { patternOf } from './pattern.ts';
import { Variables } from './variables.ts';

type GraphMatch = Kusto.Language.Syntax.GraphMatchOperator;
type ShortestPaths = Kusto.Language.Syntax.GraphShortestPathsOperator;

const CYCLES: ReadonlySet<string> = new Set(['all', 'none', 'unique_edges'] satisfies Cycles[]);

/** A row for each place of the graph where the pattern fits. @see https://learn.microsoft.com/kusto/query/graph-match-operator */
export const graphMatch: OperatorBinder<GraphMatch> = (node, input, scope) => {
  const cycles = optionsOf(node.Parameters).get('cycles') ?? 'unique_edges';
  if (!CYCLES.has(cycles)) refuse(node, 'cycles is all, none or unique_edges.');
  return matched(node, input, scope, cycles as Cycles);
};

/**
 * Of the paths between the same nodes the shortest; no path comes to a node twice.
 * @see https://learn.microsoft.com/kusto/query/graph-shortest-paths-operator
 */
export const shortestPaths: OperatorBinder<ShortestPaths> = (node, input, scope) => {
  const output = optionsOf(node.Parameters).get('output') ?? 'any';
  if (output !== 'any' && output !== 'all') refuse(node, 'output is any or all.');
  if (listed(node.Patterns).length !== 1) refuse(node, 'graph-shortest-paths takes a single sequence.');
  return matched(node, input, scope, 'simple', output);
};

function matched(
  node: GraphMatch | ShortestPaths,
  input: Relation,
  scope: Scope,
  cycles: Cycles | 'simple',
  shortest?: Shortest,
): Relation {
  const graph = graphOf(input, node);
  const outside = rowless(scope);
  const variables = new Variables(graph, patternOf(node as Element & typeof node, outside));
  const { pattern } = variables;
  if (shortest && !pattern.steps.some(({ range }) => range))
    refuse(node, 'graph-shortest-paths needs an edge of varying length: -[path*1..5]->.');
  const hidden = [...pattern.nodes, ...pattern.steps.map(({ edge }) => edge)].find(
    (name) => scope.names.lookup(name)?.kind === 'scalar',
  );
  if (hidden !== undefined)
    refuse(node, `'${hidden}' is a name of the pattern and of a value. Give one of them another name.`);

  const place = placeOf(node);
  const inside = (paths: boolean): Scope => ({
    ...outside,
    ofPattern: (call, name) => patternFunction(call, name, variables, outside),
    member: (of, name) => {
      if (!variables.isPath(of))
        return variables.isNode(of) || variables.isEdge(of) ? variables.property(of, name) : undefined;
      if (!paths) refuse(node, `'${of}' is a path: ask all(${of}, …) or any(${of}, …) about its edges.`);
      return propertyOfPath(of, name, variables, place);
    },
  });
  const condition = node.WhereClause?.Condition;
  const conditions = condition ? parts(bindScalar(condition, inside(false))) : [];
  const columns = columnsOf(node.ResultType);
  const expressions = listed<Expression>(node.ProjectClause?.Expressions);
  if (expressions.length === 0 || expressions.length !== columns.length)
    refuse(node, 'Say what to give out, one value for each column: project node.property, ….');
  const values = expressions.map((expression, index): Named => ({
    name: columns[index]!.name,
    value: bindScalar(expression, inside(true)),
  }));
  return {
    op: 'operator',
    label: shortest ? 'graph-shortest-paths' : 'graph-match',
    columns: values.map(({ name, value }) => ({ name, type: value.type })),
    inputs: [graph.nodes, graph.edges],
    place,
    sql: ([nodes, edges], render) =>
      matchSql({ variables, conditions, values, cycles, shortest, nodes: nodes!, edges: edges! }, render),
  };
}

/** What must all be true: each part is asked as soon as what it is about is known. */
function parts(condition: Scalar): Scalar[] {
  return condition.op === 'call' && condition.name === 'and'
    ? condition.arguments.flatMap(parts)
    : [condition];
}
