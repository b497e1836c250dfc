import { listed, typeOf } from '../parse/syntax.ts';
import type { Expression } from '../parse/syntax.ts';
import { REFUSED_FUNCTIONS } from '../functions/refused.ts';
import type { Scalar } from '../plan/scalar.ts';
import { placeOf, refuse } from './refuse.ts';
import { bindRelation } from './relation.ts';
import { bindScalar } from './scalar.ts';
import type { Scope } from './scope.ts';
import { optionName } from './set.ts';

type FunctionCall = Kusto.Language.Syntax.FunctionCallExpression;
type Special = (node: FunctionCall, scope: Scope) => Scalar;

/** Calls that are not a function of their arguments' values. */
const SPECIAL: Readonly<Record<string, Special>> = {
  bin_auto: binAuto,
  column_ifexists: columnIfExists,
  column_names_of: columnNamesOf,
  columnifexists: columnIfExists,
  estimate_data_size: (node) =>
    refuse(node, `estimate_data_size() ${REFUSED_FUNCTIONS['estimate_data_size']}`),
  ...Object.fromEntries(
    [
      'current_cluster_endpoint',
      'current_database',
      'current_principal',
      'current_principal_details',
      'current_principal_is_member_of',
      'cluster',
      'database',
      'cursor_after',
      'cursor_before_or_at',
      'cursor_current',
      'extent_id',
      'extent_tags',
      'extentid',
      'extenttags',
      'ingestion_time',
    ].map((name) => [
      name,
      (node: FunctionCall): never =>
        refuse(
          node,
          `${name}() asks a cluster about itself, and there is none here. Write the value it should have.`,
        ),
    ]),
  ),
};

/** Whether a name is one of these calls, and one that runs. */
export const isSpecial = (name: string): boolean =>
  ['bin_auto', 'column_ifexists', 'column_names_of'].includes(name);

export function bindSpecial(node: FunctionCall, name: string, scope: Scope): Scalar | undefined {
  return Object.hasOwn(SPECIAL, name) ? SPECIAL[name]?.(node, scope) : undefined;
}

/**
 * A bin whose size and origin were set in front of the query.
 * @see https://learn.microsoft.com/kusto/query/bin-auto-function
 */
function binAuto(node: FunctionCall, scope: Scope): Scalar {
  const [argument] = listed<Expression>(node.ArgumentList?.Expressions);
  if (!argument) refuse(node, 'bin_auto needs a value.');
  const [size, at] = ['query_bin_auto_size', 'query_bin_auto_at'].map((option) => {
    const meaning = scope.names.lookup(optionName(option));
    return meaning?.kind === 'scalar' ? meaning.value : undefined;
  });
  if (!size)
    refuse(node, 'bin_auto() needs a size. Write set query_bin_auto_size=1h; first, or bin(value, size).');
  return {
    op: 'call',
    type: typeOf(node.ResultType),
    name: at ? 'bin_at' : 'bin',
    arguments: [bindScalar(argument, scope), size, ...(at ? [at] : [])],
    place: placeOf(node),
  };
}

/** @see https://learn.microsoft.com/kusto/query/column-ifexists-function */
function columnIfExists(node: FunctionCall, scope: Scope): Scalar {
  const [nameNode, instead] = listed<Expression>(node.ArgumentList?.Expressions);
  if (!nameNode || !instead) refuse(node, 'column_ifexists needs a name and a value.');
  const name = bindScalar(nameNode, scope);
  if (name.op !== 'literal' || name.type !== 'string')
    refuse(nameNode, 'The name of the column must stand in the query itself, as a text.');
  const column = scope.row?.columns.find((candidate) => candidate.name === name.value);
  return column ? { op: 'column', type: column.type, name: column.name } : bindScalar(instead, scope);
}

/**
 * The names of a table's columns, as an array.
 * @see https://learn.microsoft.com/kusto/query/column-names-of-function
 */
function columnNamesOf(node: FunctionCall, { query, names }: Scope): Scalar {
  const [argument] = listed<Expression>(node.ArgumentList?.Expressions);
  if (!argument) refuse(node, 'column_names_of needs a table.');
  const { columns } = bindRelation(argument, { query, names });
  return { op: 'literal', type: 'dynamic', value: JSON.stringify(columns.map(({ name }) => name)) };
}
