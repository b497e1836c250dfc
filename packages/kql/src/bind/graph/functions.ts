import { children, className, listed } from '../../parse/syntax.ts';
import type { Element, Expression } from '../../parse/syntax.ts';
import type { Place } from '../../parse/place.ts';
import type { Scalar, ScalarQuery } from '../../plan/scalar.ts';
import type { Renderer } from '../../sql/renderer.ts';
import { sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { KqlType } from '../../type.ts';
import { placeOf, refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { Scope } from '../scope.ts';
import { EDGE, FROM, NODE, TO } from './graph.ts';
import { innerOf, numberOf, pathOf } from './variables.ts';
import type { Variables } from './variables.ts';

type Call = Kusto.Language.Syntax.FunctionCallExpression;

/** The functions that run over a part of a pattern. */
export const PATTERN_FUNCTIONS: ReadonlySet<string> = new Set([
  'all', 'any', 'inner_nodes', 'map', 'node_degree_in', 'node_degree_out',
]); // prettier-ignore

/** The variable a name stands for, if the expression is one. */
export function variableOf(node: Expression | undefined, variables: Variables): string | undefined {
  if (!node || className(node) !== 'NameReference') return undefined;
  const name = (node as Kusto.Language.Syntax.NameReference).SimpleName ?? '';
  return variables.isNode(name) || variables.isEdge(name) ? name : undefined;
}

/**
 * Functions over a part of a pattern; undefined for any other function.
 * @see https://learn.microsoft.com/kusto/query/map-graph-function
 * @see https://learn.microsoft.com/kusto/query/all-graph-function
 * @see https://learn.microsoft.com/kusto/query/any-graph-function
 * @see https://learn.microsoft.com/kusto/query/node-degree-in
 */
export function patternFunction(
  node: Call,
  name: string,
  variables: Variables,
  scope: Scope,
): Scalar | undefined {
  const [first, second] = listed<Expression>(node.ArgumentList?.Expressions);
  switch (name) {
    case 'node_degree_in':
    case 'node_degree_out': {
      const variable = variableOf(first, variables);
      if (variable === undefined || !variables.isNode(variable))
        refuse(node, `${name} needs a node of the pattern: ${name}(name).`);
      return degree(variable, name === 'node_degree_in' ? TO.name : FROM.name, variables, placeOf(node));
    }
    case 'map':
    case 'all':
    case 'any':
      if (!first || !second) refuse(node, `${name} needs a path and an expression: ${name}(path, …).`);
      return overPath(node, name, first, second, variables, scope);
    case 'inner_nodes':
    case 'labels':
    case 'node_id':
      return refuse(
        node,
        name === 'inner_nodes'
          ? 'inner_nodes stands in map, all and any only.'
          : `${name}() is not supported. Read a property of the node or edge.`,
      );
    default:
      return undefined;
  }
}

/** `path.property` in what is given out: the property of each edge. */
export function propertyOfPath(
  path: string,
  property: string,
  variables: Variables,
  place: Place,
): Scalar | undefined {
  const column = variables.graph.edges.columns.find(({ name }) => name === property);
  return column && gathered('map', path, false, { op: 'column', ...column }, variables, place);
}

function overPath(
  node: Call,
  name: 'map' | 'all' | 'any',
  first: Expression,
  expression: Expression,
  variables: Variables,
  scope: Scope,
): Scalar {
  const inner =
    className(first) === 'FunctionCallExpression' && (first as Call).Name?.SimpleName === 'inner_nodes';
  const [argument] = inner ? listed<Expression>((first as Call).ArgumentList?.Expressions) : [first];
  const path = variableOf(argument, variables);
  if (path === undefined || !variables.isPath(path))
    refuse(first, `${name} needs an edge of varying length: -[path*1..3]->.`);
  const { nodes, edges } = variables.graph;
  const untyped = inner
    ? nodes.columns.find(({ name: held, type }) => type !== 'string' && isUnknown(expression, held))
    : undefined;
  if (untyped)
    refuse(
      expression,
      `'${untyped.name}' is not a text, and has no type inside of inner_nodes. Give the graph with Nodes on ${untyped.name}.`,
    );
  const value = bindScalar(expression, {
    query: scope.query,
    names: scope.names,
    row: inner ? nodes : edges,
  });
  return gathered(name, path, inner, value, variables, placeOf(node));
}

/** Whether an expression reads a name that Microsoft's binder does not know, so that the types around it are not known either. */
function isUnknown(node: Element, name: string): boolean {
  if (className(node) !== 'NameReference') return children(node).some((child) => isUnknown(child, name));
  const { SimpleName: read, ReferencedSymbol: symbol } = node as Kusto.Language.Syntax.NameReference;
  return read === name && !symbol;
}

/** A value worked out for each edge of a path, or each node between its ends, put together. A null is no yes. */
function gathered(
  name: 'map' | 'all' | 'any',
  path: string,
  inner: boolean,
  value: Scalar,
  variables: Variables,
  place: Place,
): ScalarQuery {
  const of = inner ? variables.graph.nodes : variables.graph.edges;
  const [list, number] = inner ? [innerOf(path), NODE.name] : [pathOf(path), EDGE.name];
  const together: Readonly<Record<typeof name, (render: Renderer, at: Sql) => Sql>> = {
    all: (render) => sql`coalesce(bool_and(coalesce(${render.scalar(value)}, FALSE)), TRUE)`,
    any: (render) => sql`coalesce(bool_or(coalesce(${render.scalar(value)}, FALSE)), FALSE)`,
    map: (render, at) => {
      const packed = render.scalar({
        op: 'call',
        name: 'pack_array',
        type: 'dynamic',
        arguments: [value],
        place,
      });
      return sql`coalesce(to_json(list(json_extract(${packed}, '$[0]') ORDER BY ${at})), CAST('[]' AS JSON))`;
    },
  };
  return asked(path, name === 'map' ? 'dynamic' : 'bool', variables, place, of, (rows, render) => {
    const [one, at] = [render.fresh('one'), render.fresh('at')];
    const numbers = render.column(list);
    const listed = sql`SELECT unnest(${numbers}) AS ${one}, generate_subscripts(${numbers}, 1) AS ${at}`;
    return sql`SELECT ${together[name](render, at)} FROM (${listed}) AS l JOIN (${rows}) AS g ON g.${render.column(number)} = l.${one}`;
  });
}

function degree(node: string, end: string, variables: Variables, place: Place): ScalarQuery {
  const { edges } = variables.graph;
  return asked(node, 'long', variables, place, edges, (rows, render) => {
    return sql`SELECT count(*) FROM (${rows}) AS g WHERE g.${render.column(end)} = ${render.column(numberOf(node))}`;
  });
}

function asked(
  variable: string,
  type: KqlType,
  variables: Variables,
  place: Place,
  of: Variables['graph']['nodes'],
  write: (rows: Sql, render: Renderer) => Sql,
): ScalarQuery {
  return variables.about(variable, {
    op: 'query',
    type,
    whole: true,
    input: {
      op: 'operator',
      label: `of ${variable}`,
      columns: [{ name: '#value', type }],
      inputs: [of],
      place,
      sql: ([rows], render) => write(rows!, render),
    },
  });
}
