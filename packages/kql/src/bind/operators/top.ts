import type { OperatorBinder } from '../scope.ts';
import { rowless } from '../scope.ts';
import { refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import { sortKey } from './sort.ts';

/** @see https://learn.microsoft.com/kusto/query/top-operator */
export const top: OperatorBinder<Kusto.Language.Syntax.TopOperator> = (node, input, scope) => {
  const { Expression: count, ByExpression: by } = node;
  if (!count || !by) refuse(node, 'top needs a number of rows and what to sort by.');
  const { columns } = input;
  const sorted = { op: 'sort', columns, serialized: true, input, keys: [sortKey(by, scope)] } as const;
  return { op: 'limit', columns, serialized: true, input: sorted, count: bindScalar(count, rowless(scope)) };
};
