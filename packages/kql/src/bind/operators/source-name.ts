import { className } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Scope } from '../scope.ts';

/**
 * What `withsource`, `source_` and `$table` say of the rows of an expression: the name that `as` gave, or else the table
 * they come from. Undefined where that is not one table with a name.
 * @see https://learn.microsoft.com/kusto/query/as-operator
 */
export function sourceName(node: Expression | null, scope: Scope): string | undefined {
  if (!node) return undefined;
  switch (className(node)) {
    case 'ParenthesizedExpression':
      return sourceName((node as Kusto.Language.Syntax.ParenthesizedExpression).Expression, scope);
    case 'PipeExpression': {
      const { Operator: operator, Expression: before } = node as Kusto.Language.Syntax.PipeExpression;
      if (operator && className(operator) === 'AsOperator')
        return (operator as Kusto.Language.Syntax.AsOperator).Name?.SimpleName ?? undefined;
      return sourceName(before, scope);
    }
    case 'NameReference':
      return (node as Kusto.Language.Syntax.NameReference).SimpleName ?? undefined;
    default:
      return undefined;
  }
}
