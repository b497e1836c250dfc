import type { Relation } from '../../plan/relation.ts';
import type { NativeFunction } from '../../functions/native.ts';
import { nativeName } from '../../functions/native.ts';
import { joined, sql } from '../../sql/sql.ts';
import { optionsOf } from '../operators/options.ts';
import { placeOf, refuse } from '../refuse.ts';
import type { OperatorBinder } from '../scope.ts';
import { share } from '../share.ts';
import { asRelation, EDGE, FROM, graphOf, NODE, TO } from './graph.ts';
import { strongComponents, weakComponents } from './connected.ts';

/** Number of nodes, the two ends of each edge one after the other, whether directions count → the component of each node. */
const COMPONENTS: NativeFunction = {
  name: 'graph_components',
  parameters: ['long', 'dynamic', 'bool'],
  returns: 'dynamic',
  run: (count: bigint, ends: string, strong: boolean) => {
    const find = strong ? strongComponents : weakComponents;
    return JSON.stringify(find(Number(count), JSON.parse(ends) as number[]));
  },
};

/**
 * Each node gets the number of the part of the graph it is in.
 * @see https://learn.microsoft.com/kusto/query/graph-mark-components-operator
 */
export const markComponents: OperatorBinder<Kusto.Language.Syntax.GraphMarkComponentsOperator> = (
  node,
  input,
  scope,
) => {
  const { nodes, edges } = graphOf(input, node);
  const options = optionsOf(node.Parameters);
  const kind = options.get('kind') ?? 'weak';
  if (kind !== 'weak' && kind !== 'strong') refuse(node, 'kind is weak or strong.');
  const name = options.get('with_component_id') ?? 'ComponentId';
  if (nodes.columns.some((column) => column.name === name))
    refuse(node, `The nodes have a column '${name}' already. Write with_component_id= and another name.`);
  const place = placeOf(node);
  const marked: Relation = {
    op: 'operator',
    label: `graph-mark-components kind=${kind}`,
    columns: [...nodes.columns, { name, type: 'long' }],
    inputs: [nodes, edges],
    place,
    sql: ([all, between], render) => {
      render.natives.set(COMPONENTS.name, COMPONENTS);
      const [number, edge, from, to] = [NODE, EDGE, FROM, TO].map((column) => render.column(column.name));
      const [parts, part, at] = ['parts', 'part', 'at'].map((prefix) => render.fresh(prefix));
      const ends = sql`SELECT CAST(to_json(flatten(coalesce(list([${from!}, ${to!}] ORDER BY ${edge!}), []))) AS VARCHAR) FROM (${between!})`;
      const found = sql`SELECT CAST(CAST(${nativeName(COMPONENTS)}((SELECT count(*) FROM (${all!})), (${ends}), ${kind === 'strong'}) AS JSON) AS BIGINT[]) AS ${parts!}`;
      const listed = sql`SELECT unnest(${parts!}) AS ${part!}, generate_subscripts(${parts!}, 1) AS ${at!} FROM (${found})`;
      const kept = nodes.columns.map(
        (column) => sql`n.${render.column(column.name)} AS ${render.column(column.name)}`,
      );
      return sql`SELECT ${joined([...kept, sql`c.${part!} AS ${render.column(name)}`], ', ')} FROM (${all!}) AS n JOIN (${listed}) AS c ON c.${at!} = n.${number!}`;
    },
  };
  return asRelation({ nodes: share(marked, scope.query), edges }, 'graph-mark-components', place);
};
