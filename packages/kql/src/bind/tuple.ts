import { className, columnsOf, listed } from '../parse/syntax.ts';
import type { Expression } from '../parse/syntax.ts';
import type { Column } from '../type.ts';
import type { Call, Scalar } from '../plan/scalar.ts';
import { placeOf } from './refuse.ts';
import { bindScalar } from './scalar.ts';
import type { Scope } from './scope.ts';

/** What an expression in a list gives: one value, or several when it is a function such as `series_stats`. */
export interface Given {
  /** Names written before it; a function of several values may have fewer than these. */
  readonly names: readonly string[];
  readonly values: readonly Scalar[];
}

/** Binds `x`, `name = x` and `(a, b) = x`. */
export function bindGiven(node: Expression, scope: Scope): Given {
  const { names, expression } = parted(node);
  const value = bindScalar(expression, scope);
  if (className({ constructor: expression.ResultType?.constructor } as never) !== 'TupleSymbol') {
    return { names, values: [value] };
  }
  return {
    names,
    values: columnsOf(expression.ResultType).map((column, index) => member(value, column, index, node)),
  };
}

/** Several values are held as one array: a member is taken out by its place, and is of its column's type. */
function member(tuple: Scalar, { type }: Column, index: number, node: Expression): Scalar {
  const place = placeOf(node);
  const step = { op: 'literal', type: 'long', value: BigInt(index) } as const;
  const element: Call = { op: 'call', name: '.', type: 'dynamic', arguments: [tuple, step], place };
  return type === 'dynamic' ? element : { op: 'call', name: `to${type}`, type, arguments: [element], place };
}

function parted(node: Expression): { names: string[]; expression: Expression } {
  if (className(node) === 'SimpleNamedExpression') {
    const { Name, Expression: expression } = node as Kusto.Language.Syntax.SimpleNamedExpression;
    return { names: [Name?.SimpleName ?? ''], expression: expression ?? node };
  }
  if (className(node) === 'CompoundNamedExpression') {
    const { Names, Expression: expression } = node as Kusto.Language.Syntax.CompoundNamedExpression;
    const names = listed<Kusto.Language.Syntax.NameDeclaration>(Names?.Names);
    return { names: names.map(({ SimpleName }) => SimpleName ?? ''), expression: expression ?? node };
  }
  return { names: [], expression: node };
}
