import { className } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import { library } from '../../parse/library.ts';

/** The name given to an expression in the query, if it has one. */
export function givenName(node: Expression): string | undefined {
  if (className(node) !== 'SimpleNamedExpression') return undefined;
  return (node as Kusto.Language.Syntax.SimpleNamedExpression).Name?.SimpleName ?? undefined;
}

/** The name Microsoft's binder makes up for an expression that has none, before it is made distinct. */
export function impliedName(node: Expression): string | undefined {
  return library().Binding.Binder.GetExpressionResultName(node, '') || undefined;
}
