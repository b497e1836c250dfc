import { columnsOf, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Named } from '../../plan/scalar.ts';
import { bindScalar } from '../scalar.ts';
import type { OperatorBinder } from '../scope.ts';
import { className } from '../../parse/syntax.ts';

/** @see https://learn.microsoft.com/kusto/query/distinct-operator */
export const distinct: OperatorBinder<Kusto.Language.Syntax.DistinctOperator> = (node, input, scope) => {
  const expressions = listed<Expression>(node.Expressions);
  const names = columnsOf(node.ResultType).map(({ name }) => name);
  const all = expressions.some((expression) => className(expression) === 'StarExpression');
  const by: Named[] = all
    ? input.columns.map(({ name, type }) => ({ name, value: { op: 'column', name, type } }))
    : expressions.map((expression, index) => ({
        name: names[index] ?? '',
        value: bindScalar(expression, scope),
      }));
  const columns = by.map(({ name, value }) => ({ name, type: value.type }));
  return { op: 'aggregate', columns, input, by, aggregates: [] };
};
