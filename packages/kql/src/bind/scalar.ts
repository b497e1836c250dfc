import { className, listed, textOf, typeOf } from '../parse/syntax.ts';
import type { Expression } from '../parse/syntax.ts';
import type { Relation } from '../plan/relation.ts';
import type { Call, Scalar } from '../plan/scalar.ts';
import { AGGREGATES } from '../functions/aggregates.ts';
import { amongTable } from './among.ts';
import { callOwnFunction, isTabular } from './let.ts';
import { bindDynamicLiteral, bindLiteral } from './literal.ts';
import { bindName } from './name.ts';
import { bindElement, bindPath } from './path.ts';
import { placeOf, refuse } from './refuse.ts';
import { bindRelation } from './relation.ts';
import type { Scope } from './scope.ts';
import { rowless } from './scope.ts';
import { share } from './share.ts';
import { bindSpecial } from './special.ts';
import { asText, inAnyColumn } from './terms.ts';
import { isWindow } from './windows.ts';

/** Binds an expression whose value is a scalar. */
export function bindScalar(node: Expression, scope: Scope): Scalar {
  switch (className(node)) {
    case 'LiteralExpression':
    case 'CompoundStringLiteralExpression':
      // An empty literal is the present instant.
      if (/^date(time)?\(\s*\)$/i.test(textOf(node))) {
        return { op: 'literal', type: 'datetime', value: scope.query.now };
      }
      return bindLiteral(node);
    case 'TypeOfLiteralExpression':
      return { op: 'literal', type: 'string', value: textOf(node) };
    case 'DynamicExpression':
      return bindDynamicLiteral(node as Kusto.Language.Syntax.DynamicExpression);
    case 'NameReference':
      return bindName(node as Kusto.Language.Syntax.NameReference, scope);
    case 'ParenthesizedExpression':
      return bindScalar(
        present((node as Kusto.Language.Syntax.ParenthesizedExpression).Expression, node),
        scope,
      );
    case 'SimpleNamedExpression':
      return bindScalar(
        present((node as Kusto.Language.Syntax.SimpleNamedExpression).Expression, node),
        scope,
      );
    case 'BinaryExpression': {
      const { Left, Operator, Right } = node as Kusto.Language.Syntax.BinaryExpression;
      if (Left && Right && className(Left) === 'StarExpression') {
        const wanted = bindScalar(Right, scope);
        const place = placeOf(node);
        return inAnyColumn(node, scope, (text): Call => {
          const args = [text, asText(wanted, node)];
          return { op: 'call', type: 'bool', name: signOf(Operator), arguments: args, place };
        });
      }
      return call(node, signOf(Operator), [Left, Right], scope);
    }
    case 'PrefixUnaryExpression': {
      const { Operator, Expression: operand } = node as Kusto.Language.Syntax.PrefixUnaryExpression;
      return call(node, `unary ${Operator?.Text}`, [operand], scope);
    }
    case 'InExpression':
    case 'HasAnyExpression':
    case 'HasAllExpression': {
      const { Left, Operator, Right } = node as Kusto.Language.Syntax.InExpression;
      const list = listed<Expression>(Right?.Expressions);
      const sign = signOf(Operator);
      const [only] = list;
      if (only && list.length === 1 && isTabular(only))
        return amongTable(node, sign, bindScalar(present(Left, node), scope), only, scope);
      return call(node, sign, [Left, ...list], scope);
    }
    case 'BetweenExpression': {
      const { Left, Operator, Right } = node as Kusto.Language.Syntax.BetweenExpression;
      return call(node, signOf(Operator), [Left, Right?.First ?? null, Right?.Second ?? null], scope);
    }
    case 'PathExpression':
      return bindPath(node as Kusto.Language.Syntax.PathExpression, scope);
    case 'ElementExpression':
      return bindElement(node as Kusto.Language.Syntax.ElementExpression, scope);
    case 'FunctionCallExpression':
      return bindCall(node as Kusto.Language.Syntax.FunctionCallExpression, scope);
    case 'ToScalarExpression': {
      const inner = present((node as Kusto.Language.Syntax.ToScalarExpression).Expression, node);
      if (isTabular(inner)) return firstValue(bindRelation(inner, rowless(scope)), node, scope);
      const value = bindScalar(inner, rowless(scope));
      return value.op === 'literal' ? value : firstValue(oneRow(value), node, scope);
    }
    default:
      return refuse(node, `An expression of the kind ${className(node)} is not supported here.`);
  }
}

/** The sign of an operator as our function tables know it. */
function signOf(token: Kusto.Language.Syntax.SyntaxToken | null): string {
  return (token?.Text ?? '').toLowerCase().replace(/\s+/g, ' ');
}

function call(node: Expression, name: string, operands: (Expression | null)[], scope: Scope): Call {
  return {
    op: 'call',
    type: typeOf(node.ResultType),
    name,
    arguments: operands.map((operand) => bindScalar(present(operand, node), scope)),
    place: placeOf(node),
  };
}

function bindCall(node: Kusto.Language.Syntax.FunctionCallExpression, scope: Scope): Scalar {
  const name = node.Name?.SimpleName ?? '';
  if (scope.names.lookup(name)?.kind === 'function') {
    const result = callOwnFunction(node, scope);
    if ('scalar' in result) return result.scalar;
    return refuse(
      node,
      `A single value is needed here, and '${name}' gives a table. Write toscalar(${name}(…)).`,
    );
  }
  const ofPattern = scope.ofPattern?.(node, name);
  if (ofPattern) return ofPattern;
  if (scope.aggregate && Object.hasOwn(AGGREGATES, name)) {
    const { aggregate, ...inside } = scope;
    return aggregate(call(node, name, listed<Expression>(node.ArgumentList?.Expressions), inside), node);
  }
  const special = bindSpecial(node, name, scope);
  if (special) return special;
  const called = call(node, name, listed<Expression>(node.ArgumentList?.Expressions), scope);
  if (isWindow(name)) {
    if (!scope.window) refuse(node, `${name}() may stand in extend, project, serialize and where only.`);
    return scope.window(called, node);
  }
  return name === 'pack_all' ? overRow(called, scope) : called;
}

/**
 * The first column of the first row, worked out once. A table is taken as the value it must be where it has but one.
 * @see https://learn.microsoft.com/kusto/query/toscalar-function
 */
function firstValue(table: Relation, node: Expression, { query }: Scope): Scalar {
  const [first] = table.columns;
  if (!first) refuse(node, 'The table has no columns.');
  const { name, type } = first;
  const value = { name, value: { op: 'column', name, type } } as const;
  const column = { op: 'project', columns: [first], input: table, values: [value] } as const;
  const count = { op: 'literal', type: 'long', value: 1n } as const;
  return { op: 'query', type, input: share({ op: 'limit', columns: [first], input: column, count }, query) };
}

/** A single value as a table, so that it too is worked out once. */
function oneRow(value: Scalar): Relation {
  return { op: 'values', columns: [{ name: 'value', type: value.type }], serialized: true, rows: [[value]] };
}

/** `pack_all` takes every column of the row, behind the flag that says whether to leave out what is absent. */
function overRow(packing: Call, { row }: Scope): Call {
  const flag = packing.arguments[0] ?? { op: 'literal', type: 'bool', value: false };
  const columns = (row?.columns ?? []).map(({ name, type }) => ({ op: 'column', name, type }) as const);
  return { ...packing, arguments: [flag, ...columns] };
}

function present(node: Expression | null | undefined, parent: Expression): Expression {
  return node ?? refuse(parent, 'The expression is not complete.');
}
