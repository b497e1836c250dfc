import { columnsOf, listed, textOf } from '../../parse/syntax.ts';
import type { Node } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import type { Scalar } from '../../plan/scalar.ts';
import { joined, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { Renderer } from '../../sql/renderer.ts';
import type { Column } from '../../type.ts';
import { placeOf, refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { OperatorBinder } from '../scope.ts';
import { distinctColumns, optionsOf } from './options.ts';
import type { ParsePattern } from './parse-pattern.ts';
import { patternOf } from './parse-pattern.ts';

type ParseNode = Kusto.Language.Syntax.ParseOperator | Kusto.Language.Syntax.ParseWhereOperator;

interface Parsing {
  readonly text: Scalar;
  readonly pattern: ParsePattern;
  /** Whether one text that does not have the type of its column spoils the whole. */
  readonly strict: boolean;
  /** Whether rows that do not match are left out. */
  readonly matchedOnly: boolean;
}

/** @see https://learn.microsoft.com/kusto/query/parse-operator */
export const parse: OperatorBinder<ParseNode> = (node, input, scope) => bindParse(node, input, scope, false);

/** @see https://learn.microsoft.com/kusto/query/parse-where-operator */
export const parseWhere: OperatorBinder<ParseNode> = (node, input, scope) =>
  bindParse(node, input, scope, true);

function bindParse(
  node: ParseNode,
  input: Relation,
  scope: Parameters<OperatorBinder>[2],
  matchedOnly: boolean,
): Relation {
  const { Expression: expression } = node;
  if (!expression) refuse(node, 'parse needs an expression to parse.');
  const options = optionsOf(node.Parameters);
  const kind = options.get('kind') ?? 'simple';
  const flags = options.get('flags') ?? '';
  if (!/^[imsU]*$/.test(flags)) refuse(node, `The flags of parse are i, m, s and U, not '${flags}'.`);
  const value = bindScalar(expression, scope);
  const text: Scalar =
    value.type === 'string'
      ? value
      : { op: 'call', name: 'tostring', type: 'string', arguments: [value], place: placeOf(expression) };
  const pattern = patternOf(listed<Node>(node.Patterns), kind === 'regex' ? flags : undefined);
  const label = `${matchedOnly ? 'parse-where' : 'parse'} ${textOf(expression)} with ${pattern.regex}`;
  const how = { text, pattern, strict: kind !== 'relaxed', matchedOnly };
  const make = (rows: Relation, columns: readonly Column[]): Relation => ({
    op: 'operator',
    label,
    columns,
    serialized: rows.serialized ?? false,
    inputs: [rows],
    place: placeOf(node),
    sql: ([select], render) => parseSql(select!, columns, how, render),
    grouped: ([inner], group) => make(inner!, [...columns, group]),
  });
  return make(input, distinctColumns(columnsOf(node.ResultType)));
}

function parseSql(
  rows: Sql,
  columns: readonly Column[],
  { text, pattern, strict, matchedOnly }: Parsing,
  render: Renderer,
): Sql {
  const [whole, found, matched] = [render.fresh('text'), render.fresh('found'), render.fresh('matched')];
  const group = (index: number): string => `g${index}`;
  const groups = joined(
    Array.from({ length: pattern.groups }, (_, index) => group(index + 1)),
    ', ',
  );
  const withText = sql`SELECT *, ${render.scalar(text)} AS ${whole} FROM (${rows})`;
  const withGroups = sql`SELECT *, regexp_extract(${whole}, ${pattern.regex}, [${groups}]) AS ${found} FROM (${withText})`;

  const raw = pattern.columns.map((_, index) => `#parsed text ${index}`);
  const texts = pattern.columns.map(
    (column, index) => sql`${found}[${group(column.group)}] AS ${render.column(raw[index]!)}`,
  );
  // The first group is the whole text, so it is the text if and only if the pattern matched.
  const test = sql`CASE WHEN ${whole} = '' THEN regexp_matches(${whole}, ${pattern.regex}) ELSE ${found}['g1'] = ${whole} END AS ${matched}`;
  const withTexts = sql`SELECT *, ${joined([...texts, test], ', ')} FROM (${withGroups})`;

  const made = pattern.columns.map((_, index) => `#parsed ${index}`);
  const values = pattern.columns.map(({ type }, index) => {
    const read: Scalar = { op: 'column', name: raw[index]!, type: 'string' };
    const value: Scalar =
      type === 'string'
        ? read
        : { op: 'call', name: `to${type}`, type, arguments: [read], place: { start: 0, length: 0 } };
    return sql`${render.scalar(value)} AS ${render.column(made[index]!)}`;
  });
  const withValues = sql`SELECT *, ${joined(values, ', ')} FROM (${withTexts})`;

  const fitting = pattern.columns.flatMap(({ type }, index) =>
    strict && type !== 'string' ? [sql`${render.column(made[index]!)} IS NOT NULL`] : [],
  );
  const success = joined([matched, ...fitting], ' AND ');
  const out = columns.map(({ name, type }) => {
    const at = pattern.columns.findIndex((column) => column.name === name);
    const column = render.column(name);
    if (at === -1) return column;
    const value = render.column(made[at]!);
    return type === 'string'
      ? sql`CASE WHEN ${success} THEN ${value} ELSE '' END AS ${column}`
      : sql`CASE WHEN ${success} THEN ${value} END AS ${column}`;
  });
  const kept = matchedOnly ? sql` WHERE ${success}` : sql``;
  return sql`SELECT ${joined(out, ', ')} FROM (${values.length > 0 ? withValues : withTexts})${kept}`;
}
