import { children, className, textOf } from './syntax.ts';
import type { Element } from './syntax.ts';

type Named = Kusto.Language.Syntax.SimpleNamedExpression;
type FunctionCall = Kusto.Language.Syntax.FunctionCallExpression;
type Pipe = Kusto.Language.Syntax.PipeExpression;

/** Nodes that are clear from their text. */
const LEAVES =
  /^(NameReference|NameDeclaration|LiteralExpression|CompoundStringLiteralExpression|StarExpression|DynamicExpression|PathExpression|ElementExpression)$/;

/**
 * The syntax tree of a query as lines for a person: the parts of each part indented below it. Nothing of a tree deeper
 * than the stack, which is refused in any case.
 */
export function outline(node: Element): string {
  try {
    return lines(node, 0).join('\n');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return '';
  }
}

function lines(node: Element, depth: number): string[] {
  if (node.IsToken || node.Width === 0) return [];
  const kind = className(node);
  const here = (title: string, parts: readonly (Element | null)[]): string[] => [
    `${'  '.repeat(depth)}${title}`,
    ...below(parts, depth + 1),
  ];
  if (LEAVES.test(kind)) return here(textOf(node), []);
  if (kind === 'PipeExpression') {
    const { Expression: source, Operator: operator } = node as Pipe;
    return below([source, operator], depth);
  }
  if (kind === 'SimpleNamedExpression') {
    const { Name: name, Expression: value } = node as Named;
    return here(`${name ? textOf(name) : ''} =`, [value]);
  }
  if (kind === 'FunctionCallExpression') {
    const { Name: name, ArgumentList: list } = node as FunctionCall;
    return here(`${name ? textOf(name) : ''}()`, [list]);
  }
  const sign = (node as { Operator?: Element | null }).Operator;
  if (sign?.IsToken) return here(textOf(sign), children(node));
  const first = children(node).find((child) => child.Width > 0);
  // An operator, a clause or a statement begins with the word it is known by; anything else only holds parts together.
  return first?.IsToken && /^\w/.test(textOf(first))
    ? here(textOf(first), children(node))
    : below(children(node), depth);
}

function below(parts: readonly (Element | null)[], depth: number): string[] {
  return parts.flatMap((part) => (part ? lines(part, depth) : []));
}
