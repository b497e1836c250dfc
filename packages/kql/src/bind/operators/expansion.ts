import { className, listed, typeOf } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Place } from '../../parse/place.ts';
import type { Relation } from '../../plan/relation.ts';
import type { Scalar } from '../../plan/scalar.ts';
import type { Renderer } from '../../sql/renderer.ts';
import { elementAs } from '../../sql/json.ts';
import { joined, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { Column, KqlType } from '../../type.ts';
import { refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { Scope } from '../scope.ts';
import { givenName, impliedName } from './named.ts';

/** A dynamic whose elements become rows, and the column they come in. */
export interface Expansion {
  readonly name: string;
  readonly type: KqlType;
  readonly value: Scalar;
}

export interface ExpansionOptions {
  /** The column for the number of the element, from 0. */
  readonly itemIndex?: string | undefined;
  /** The most rows for one row. */
  readonly limit?: Scalar | undefined;
  /** Whether a member of a bag comes as `[name, value]` instead of a bag of its own. */
  readonly pairs: boolean;
}

type ExpandNode = Kusto.Language.Syntax.MvExpandExpression | Kusto.Language.Syntax.MvApplyExpression;

export function expansionsOf(nodes: unknown, scope: Scope): Expansion[] {
  return listed<ExpandNode>(nodes).map((node) => {
    const { Expression: expression } = node;
    if (!expression) refuse(node, 'What is to be expanded is missing.');
    const name = nameOf(expression);
    if (name === undefined) refuse(expression, 'This expression needs a name: write name = expression.');
    const [to] = listed<Expression>(node.ToTypeOf?.TypeOf?.Types);
    return { name, type: to ? typeOf(to.ReferencedSymbol) : 'dynamic', value: bindScalar(expression, scope) };
  });
}

function nameOf(expression: Expression): string | undefined {
  if (className(expression) === 'NameReference') {
    return (expression as Kusto.Language.Syntax.NameReference).SimpleName ?? undefined;
  }
  return givenName(expression) ?? impliedName(expression);
}

/** The input's rows, each as often as the longest of the expanded values has elements. */
export function expanded(
  input: Relation,
  columns: readonly Column[],
  expansions: readonly Expansion[],
  options: ExpansionOptions,
  place: Place,
): Relation {
  return {
    op: 'operator',
    label: `mv-expand ${expansions.map(({ name, type }) => `${name}:${type}`).join(', ')}`,
    columns,
    serialized: input.serialized ?? false,
    inputs: [input],
    place,
    sql: ([rows], render) => expandSql(rows!, columns, expansions, options, render),
    grouped: ([rows], group) => expanded(rows!, [...columns, group], expansions, options, place),
  };
}

function expandSql(
  rows: Sql,
  columns: readonly Column[],
  expansions: readonly Expansion[],
  { itemIndex, limit, pairs }: ExpansionOptions,
  render: Renderer,
): Sql {
  const index = render.fresh('item');
  const lists = expansions.map(() => render.fresh('list'));
  const made = expansions.map(
    ({ value }, at) => sql`${elements(render.scalar(value), pairs)} AS ${lists[at]!}`,
  );
  const lengths = joined(
    lists.map((list) => sql`len(${list})`),
    ', ',
  );
  const count = limit
    ? sql`least(greatest(${lengths}), CAST(${render.scalar(limit)} AS BIGINT))`
    : sql`greatest(${lengths})`;
  const out = columns.map(({ name }) => {
    const at = expansions.findIndex((expansion) => expansion.name === name);
    const column = render.column(name);
    if (at !== -1) {
      return sql`${elementAs(sql`${lists[at]!}[${index} + 1]`, expansions[at]!.type)} AS ${column}`;
    }
    return name === itemIndex ? sql`${index} AS ${column}` : column;
  });
  const withLists = sql`SELECT *, ${joined(made, ', ')} FROM (${rows})`;
  const withItems = sql`SELECT *, unnest(range(0, ${count})) AS ${index} FROM (${withLists})`;
  return sql`SELECT ${joined(out, ', ')} FROM (${withItems})`;
}

/**
 * The elements of a dynamic: of an array its elements, of a bag its members, of any other value and of null itself alone.
 * @see https://learn.microsoft.com/kusto/query/mv-expand-operator
 */
function elements(json: Sql, pairs: boolean): Sql {
  const members = sql`list_zip(json_keys(${json}), json_extract(${json}, '$.*'))`;
  const member = pairs ? sql`json_array(m[1], m[2])` : sql`json_object(m[1], m[2])`;
  return sql`CASE json_type(${json}) WHEN 'ARRAY' THEN json_extract(${json}, '$[*]') WHEN 'OBJECT' THEN list_transform(${members}, lambda m: ${member}) ELSE [${json}] END`;
}
