import { className, listed } from '../../parse/syntax.ts';
import type { Node } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import { bindLet } from '../let.ts';
import { refuse } from '../refuse.ts';
import { bindRelation } from '../relation.ts';
import type { SourceBinder } from '../scope.ts';

/**
 * A query for each database of a group, put together. There is one database here; a group of several is refused.
 * @see https://learn.microsoft.com/kusto/query/macro-expand-operator
 */
export const macroExpand: SourceBinder<Kusto.Language.Syntax.MacroExpandOperator> = (node, scope) => {
  const { EntityGroup: group } = node;
  if (!group) refuse(node, 'macro-expand needs a group of databases.');
  const { ResultType: symbol } = group as unknown as { ResultType: { Members?: unknown } | null };
  const members = listed<{ readonly Name: string | null }>(symbol?.Members);
  const [only] = members;
  if (members.length !== 1 || only?.Name !== scope.query.globals.Database?.Name) {
    refuse(group, 'There is one database here: a group can have no other. Put tables together with union.');
  }
  let { names } = scope;
  let result: Relation | undefined;
  for (const statement of listed<Node>(node.StatementList)) {
    if (className(statement) === 'LetStatement') {
      names = bindLet(statement as Kusto.Language.Syntax.LetStatement, { ...scope, names });
    } else if (className(statement) === 'ExpressionStatement' && !result) {
      const { Expression: expression } = statement as Kusto.Language.Syntax.ExpressionStatement;
      if (expression) result = bindRelation(expression, { ...scope, names });
    } else {
      refuse(statement, 'In macro-expand there may be let statements and one query.');
    }
  }
  return result ?? refuse(node, 'macro-expand needs a query in brackets.');
};
