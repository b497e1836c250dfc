import type { OperatorBinder } from '../scope.ts';
import { rowless } from '../scope.ts';
import { refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';

/** @see https://learn.microsoft.com/kusto/query/take-operator */
export const take: OperatorBinder<Kusto.Language.Syntax.TakeOperator> = (node, input, scope) => {
  const { Expression: count } = node;
  if (!count) refuse(node, 'take needs a number of rows.');
  const { columns, serialized = false } = input;
  return { op: 'limit', columns, serialized, input, count: bindScalar(count, rowless(scope)) };
};
