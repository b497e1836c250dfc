import { className, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { SortKey } from '../../plan/relation.ts';
import { bindScalar } from '../scalar.ts';
import type { OperatorBinder, Scope } from '../scope.ts';

/** @see https://learn.microsoft.com/kusto/query/sort-operator */
export const sort: OperatorBinder<Kusto.Language.Syntax.SortOperator> = (node, input, scope) => ({
  op: 'sort',
  columns: input.columns,
  serialized: true,
  input,
  keys: listed<Expression>(node.Expressions).map((key) => sortKey(key, scope)),
});

/** One term of `by`. Descending unless said otherwise; nulls first when ascending, last when descending. */
export function sortKey(node: Expression, scope: Scope): SortKey {
  if (className(node) !== 'OrderedExpression') {
    return { value: bindScalar(node, scope), descending: true, nulls: 'last' };
  }
  const { Expression: value, Ordering: ordering } = node as Kusto.Language.Syntax.OrderedExpression;
  const descending = ordering?.AscOrDescKeyword?.Text !== 'asc';
  const nulls = ordering?.NullsClause?.FirstOrLastKeyword?.Text;
  return {
    value: bindScalar(value ?? node, scope),
    descending,
    nulls: nulls === 'first' || nulls === 'last' ? nulls : descending ? 'last' : 'first',
  };
}
