import { listed } from '../../parse/syntax.ts';
import type { OperatorBinder } from '../scope.ts';
import { extend } from './extend.ts';

/** The order the rows are in is kept from here on. @see https://learn.microsoft.com/kusto/query/serialize-operator */
export const serialize: OperatorBinder<Kusto.Language.Syntax.SerializeOperator> = (node, input, scope) => {
  const frozen = { ...input, serialized: true };
  if (listed(node.Expressions).length === 0) return frozen;
  return extend(node as unknown as Kusto.Language.Syntax.ExtendOperator, frozen, { ...scope, row: frozen });
};
