import { columnsOf } from '../../parse/syntax.ts';
import type { Join } from '../../plan/relation.ts';
import { refuse } from '../refuse.ts';
import { bindRelation } from '../relation.ts';
import type { OperatorBinder } from '../scope.ts';
import { rowless } from '../scope.ts';
import { columnsFrom, named } from './join.ts';
import { joinKeys } from './join-keys.ts';
import { parameterText } from './parameter.ts';

/**
 * Adds the columns of a table of names and the like, found by its keys, which are not repeated.
 * @see https://learn.microsoft.com/kusto/query/lookup-operator
 */
export const lookup: OperatorBinder<Kusto.Language.Syntax.LookupOperator> = (node, input, scope) => {
  const { Expression: table, LookupClause: clause } = node;
  if (!table || !clause) refuse(node, 'lookup needs a table in brackets and what to look up by.');
  const kind = parameterText(node.Parameters, 'kind') ?? 'leftouter';
  if (kind !== 'leftouter' && kind !== 'inner')
    refuse(node, `A lookup is leftouter or inner, not '${kind}'. Use join.`);
  const right = bindRelation(table, rowless(scope));
  const on = joinKeys(clause, input, right);
  const keys = new Set(on.map((pair) => pair.right));
  const added = columnsFrom(right, 'right').filter(({ name }) => !keys.has(name));
  const columns = named([...columnsFrom(input, 'left'), ...added], columnsOf(node.ResultType));
  return { op: 'join', kind, left: input, right, on, columns } satisfies Join;
};
