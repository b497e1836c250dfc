import { columnsOf, listed, textOf } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import type { Scalar } from '../../plan/scalar.ts';
import { joined, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { Renderer } from '../../sql/renderer.ts';
import type { Column } from '../../type.ts';
import { PAIRS } from '../../functions/key-value-pairs.ts';
import type { PairOptions } from '../../functions/key-value-pairs.ts';
import { nativeName } from '../../functions/native.ts';
import { placeOf, refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { OperatorBinder } from '../scope.ts';
import { distinctColumns } from './options.ts';

/** @see https://learn.microsoft.com/kusto/query/parse-kv-operator */
export const parseKv: OperatorBinder<Kusto.Language.Syntax.ParseKvOperator> = (node, input, scope) => {
  const { Expression: expression } = node;
  if (!expression) refuse(node, 'parse-kv needs an expression to parse.');
  const text = bindScalar(expression, scope);
  const { keys, columns: named } = keysOf(node);
  const { regex, ...options } = propertiesOf(node);
  const make = (rows: Relation, columns: readonly Column[]): Relation => ({
    op: 'operator',
    label: `parse-kv ${textOf(expression)} as (${keys.map(({ name }) => name).join(', ')})`,
    columns,
    serialized: rows.serialized ?? false,
    inputs: [rows],
    place: placeOf(node),
    sql: ([select], render) => {
      const texts =
        regex === undefined
          ? byDelimiters(select!, text, { ...options, keys: keys.map(({ name }) => name) }, render)
          : byRegex(select!, text, regex, keys, render);
      const out = columns.map(({ name }) => {
        const at = named.indexOf(name);
        if (at === -1) return render.column(name);
        return sql`${render.scalar(typed(keys[at]!, at))} AS ${render.column(name)}`;
      });
      return sql`SELECT ${joined(out, ', ')} FROM (${texts})`;
    },
    grouped: ([inner], group) => make(inner!, [...columns, group]),
  });
  return make(input, distinctColumns(columnsOf(node.ResultType)));
};

const rawName = (index: number): string => `#value ${index}`;

function typed({ type }: Column, index: number): Scalar {
  const text: Scalar = { op: 'column', name: rawName(index), type: 'string' };
  if (type === 'string') return text;
  return { op: 'call', name: `to${type}`, type, arguments: [text], place: { start: 0, length: 0 } };
}

/** The keys with the types of their values, and the names of their columns. */
function keysOf(node: Kusto.Language.Syntax.ParseKvOperator): { keys: Column[]; columns: string[] } {
  const symbols = columnsOf(node.ResultType);
  const declarations = listed<Kusto.Language.Syntax.NameAndTypeDeclaration>(node.Keys?.Columns);
  const columns = declarations.map(({ Name: name }) => name?.SimpleName ?? '');
  const keys = columns.map((name) => ({
    name,
    type: symbols.find((column) => column.name === name)?.type ?? 'string',
  }));
  return { keys, columns };
}

function propertiesOf(
  node: Kusto.Language.Syntax.ParseKvOperator,
): Omit<PairOptions, 'keys'> & { regex?: string } {
  let found: Omit<PairOptions, 'keys'> & { regex?: string } = { quotes: [], escapes: [], greedy: false };
  for (const property of listed<Kusto.Language.Syntax.NamedParameter>(node.WithClause?.Properties)) {
    const { Name: name, Expression: value } = property;
    const text = String(value?.ConstantValue ?? '');
    switch (name?.SimpleName ?? '') {
      case 'pair_delimiter':
        found = { ...found, pair: text };
        break;
      case 'kv_delimiter':
        found = { ...found, keyValue: text };
        break;
      case 'quote':
        found = { ...found, quotes: [...found.quotes, [text.slice(0, 1), text.slice(1) || text]] };
        break;
      case 'escape':
        found = { ...found, escapes: [...found.escapes, text] };
        break;
      case 'greedy':
        found = { ...found, greedy: /true/i.test(value ? textOf(value) : '') };
        break;
      case 'regex':
        found = { ...found, regex: text };
        break;
      default:
        refuse(property, `parse-kv has no property '${name?.SimpleName}'.`);
    }
  }
  return found;
}

function byDelimiters(rows: Sql, text: Scalar, options: PairOptions, render: Renderer): Sql {
  render.natives.set(PAIRS.name, PAIRS);
  const found = render.fresh('found');
  const pairs = sql`${nativeName(PAIRS)}(${render.scalar(text)}, ${JSON.stringify(options)}) AS ${found}`;
  const values = options.keys.map(
    (_, index) =>
      sql`coalesce(json_extract_string(${found}, ${`$[${index}]`}), '') AS ${render.column(rawName(index))}`,
  );
  return sql`SELECT *, ${joined(values, ', ')} FROM (SELECT *, ${pairs} FROM (${rows}))`;
}

/** The first group of the regular expression is a key, the second its value. */
function byRegex(rows: Sql, text: Scalar, regex: string, keys: readonly Column[], render: Renderer): Sql {
  const [whole, names, items] = [render.fresh('text'), render.fresh('names'), render.fresh('values')];
  const withText = sql`SELECT *, ${render.scalar(text)} AS ${whole} FROM (${rows})`;
  const withLists = sql`SELECT *, list_transform(regexp_extract_all(${whole}, ${regex}, 1), lambda k: trim(k)) AS ${names}, regexp_extract_all(${whole}, ${regex}, 2) AS ${items} FROM (${withText})`;
  const values = keys.map(
    ({ name }, index) =>
      sql`coalesce(trim(${items}[list_position(${names}, ${name})]), '') AS ${render.column(rawName(index))}`,
  );
  return sql`SELECT *, ${joined(values, ', ')} FROM (${withLists})`;
}
