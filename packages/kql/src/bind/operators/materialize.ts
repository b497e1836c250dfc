import { refuse } from '../refuse.ts';
import { bindRelation } from '../relation.ts';
import type { SourceBinder } from '../scope.ts';
import { share } from '../share.ts';

/** @see https://learn.microsoft.com/kusto/query/materialize-function */
export const materialize: SourceBinder<Kusto.Language.Syntax.MaterializeExpression> = (node, scope) => {
  const { Expression: table } = node;
  if (!table) refuse(node, 'materialize needs a table.');
  return share(bindRelation(table, scope), scope.query);
};
