import { className, listed, textOf } from '../parse/syntax.ts';
import type { Node } from '../parse/syntax.ts';
import type { Relation } from '../plan/relation.ts';
import { bindLet } from './let.ts';
import type { Names } from './names.ts';
import { noNames } from './names.ts';
import { refuse } from './refuse.ts';
import { bindRelation } from './relation.ts';
import type { Query } from './scope.ts';

/** Binds a whole query: its statements in order, the last of which gives the result. */
export function bindQuery(block: Node, query: Query): Relation {
  let names: Names = noNames;
  let result: Relation | undefined;
  for (const statement of listed((block as Kusto.Language.Syntax.QueryBlock).Statements)) {
    switch (className(statement)) {
      case 'LetStatement':
        names = bindLet(statement as Kusto.Language.Syntax.LetStatement, { query, names });
        break;
      case 'ExpressionStatement': {
        if (result) refuse(statement, 'One query at a time: a query may have a single result.');
        const { Expression } = statement as Kusto.Language.Syntax.ExpressionStatement;
        if (Expression) result = bindRelation(Expression, { query, names });
        break;
      }
      case 'EmptyStatement':
        break;
      default:
        refuse(statement, `This kind of statement is not supported: ${textOf(statement)}`);
    }
  }
  if (!result) refuse(block, 'The query has no result: it must end in a tabular expression.');
  return result;
}
