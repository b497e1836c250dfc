import type { OperatorBinder } from '../scope.ts';
import { refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';

/** @see https://learn.microsoft.com/kusto/query/where-operator */
export const where: OperatorBinder<Kusto.Language.Syntax.FilterOperator> = (node, input, scope) => {
  const { Condition: condition } = node;
  if (!condition) refuse(node, 'where needs a condition.');
  const { columns, serialized = false } = input;
  return { op: 'filter', columns, serialized, input, condition: bindScalar(condition, scope) };
};
