import { className, typeOf } from '../parse/syntax.ts';
import type { Expression } from '../parse/syntax.ts';
import type { Scalar } from '../plan/scalar.ts';
import { placeOf, refuse } from './refuse.ts';
import { bindScalar } from './scalar.ts';
import type { Scope } from './scope.ts';

/** `a.b`: the value of a property; in the condition of a join `$left.a` and `$right.a`. `a.[b]` is `a[b]`. */
export function bindPath(node: Kusto.Language.Syntax.PathExpression, scope: Scope): Scalar {
  const { Expression: base, Selector: selector } = node;
  if (!base || !selector) refuse(node, 'The path is not complete.');
  if (className(selector) === 'BracketedExpression')
    return stepInto(bindScalar(base, scope), selectedBy(selector, scope), node);
  const name = (selector as Kusto.Language.Syntax.NameReference).SimpleName ?? '';
  if (className(base) === 'NameReference') {
    const of = (base as Kusto.Language.Syntax.NameReference).SimpleName;
    const member = scope.member?.(of ?? '', name);
    if (member) return member;
    if (of === '$left' || of === '$right') {
      const side = of === '$left' ? 'left' : 'right';
      return { op: 'column', type: typeOf(node.ResultType), name, side };
    }
  }
  return stepInto(bindScalar(base, scope), { op: 'literal', type: 'string', value: name }, node);
}

/** `a[b]`: an element by its index, or a property by a computed name. */
export function bindElement(node: Kusto.Language.Syntax.ElementExpression, scope: Scope): Scalar {
  const { Expression: base, Selector: selector } = node;
  if (!base || !selector) refuse(node, 'The element is not complete.');
  const selected = selectedBy(selector, scope);
  return stepInto(bindScalar(base, scope), selected, node);
}

function selectedBy(selector: Expression, scope: Scope): Scalar {
  const { Expression: index } = selector as Kusto.Language.Syntax.BracketedExpression;
  if (!index) refuse(selector, 'The element is not complete.');
  return bindScalar(index, scope);
}

/** One step into a dynamic. Steps that stand in the query are gathered into one call `.`, so that JSON is read once. */
function stepInto(base: Scalar, selector: Scalar, node: Expression): Scalar {
  const known = selector.op === 'literal' && (selector.type === 'string' || selector.type === 'long');
  const steps = base.op === 'call' && base.name === '.' ? base.arguments : [base];
  return {
    op: 'call',
    type: typeOf(node.ResultType),
    name: known ? '.' : '[]',
    arguments: known ? [...steps, selector] : [base, selector],
    place: placeOf(node),
  };
}
