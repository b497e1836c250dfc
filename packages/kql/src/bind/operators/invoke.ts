import { ENRICHMENTS } from '../enrichment/index.ts';
import { refuse } from '../refuse.ts';
import { callOwnFunction } from '../let.ts';
import type { OperatorBinder } from '../scope.ts';
import { rowless } from '../scope.ts';

/** A function of the query's own over the rows before it. @see https://learn.microsoft.com/kusto/query/invoke-operator */
export const invoke: OperatorBinder<Kusto.Language.Syntax.InvokeOperator> = (node, input, scope) => {
  const call = node.Function as Kusto.Language.Syntax.FunctionCallExpression | null;
  if (!call) refuse(node, 'invoke needs a function.');
  const name = call.Name?.SimpleName ?? '';
  if (Object.hasOwn(ENRICHMENTS, name) && scope.names.lookup(name)?.kind !== 'function') {
    return ENRICHMENTS[name]!(call, input, scope);
  }
  const result = callOwnFunction(call, rowless(scope), input);
  if ('relation' in result) return result.relation;
  return refuse(node, 'invoke needs a function that gives a table.');
};
