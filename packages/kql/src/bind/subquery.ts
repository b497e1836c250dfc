import { className } from '../parse/syntax.ts';
import type { Expression } from '../parse/syntax.ts';
import type { Relation } from '../plan/relation.ts';
import { refuse } from './refuse.ts';
import { bindOperator } from './relation.ts';
import type { Scope } from './scope.ts';

/** A pipe without a source, as in `mv-apply … on (…)` and `partition by … (…)`: over the rows it is given. */
export function bindSubquery(node: Expression, rows: Relation, scope: Scope): Relation {
  switch (className(node)) {
    case 'PipeExpression': {
      const { Expression: before, Operator: operator } = node as Kusto.Language.Syntax.PipeExpression;
      if (!before || !operator) refuse(node, 'The pipe is not complete.');
      return bindOperator(operator, bindSubquery(before, rows, scope), scope);
    }
    case 'ParenthesizedExpression': {
      const { Expression: inner } = node as Kusto.Language.Syntax.ParenthesizedExpression;
      return inner ? bindSubquery(inner, rows, scope) : rows;
    }
    default:
      return bindOperator(node, rows, scope);
  }
}
