import { columnsOf, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Named, Scalar } from '../../plan/scalar.ts';
import type { OperatorBinder, Scope } from '../scope.ts';
import { bindGiven } from '../tuple.ts';
import { overWindows } from '../windows.ts';
import { impliedName } from './named.ts';

type ExtendNode = Kusto.Language.Syntax.ExtendOperator;

/**
 * Adds columns behind the others; a column of the same name is replaced where it stands. Every expression sees the
 * columns as they were before.
 * @see https://learn.microsoft.com/kusto/query/extend-operator
 */
export const extend: OperatorBinder<ExtendNode> = (node, rows, scope) => {
  const { input, bound: made } = overWindows(rows, scope, (inside) => madeColumns(node, inside));
  const before = new Set(rows.columns.map(({ name }) => name));
  const values: Named[] = [
    ...rows.columns.map(({ name, type }) => ({
      name,
      value: made.get(name) ?? ({ op: 'column', name, type } as const),
    })),
    ...[...made].filter(([name]) => !before.has(name)).map(([name, value]) => ({ name, value })),
  ];
  return {
    op: 'project',
    columns: values.map(({ name, value }) => ({ name, type: value.type })),
    serialized: rows.serialized ?? false,
    input,
    values,
  };
};

/** The new columns by name: the name given, or the one that Microsoft's binder makes up. */
function madeColumns(node: ExtendNode, scope: Scope): Map<string, Scalar> {
  const bound = listed<Expression>(node.Expressions).map((expression) => {
    const { names, values } = bindGiven(expression, scope);
    const implied = names.length === 0 && values.length === 1 ? impliedName(expression) : undefined;
    return { names: implied === undefined ? names : [implied], values };
  });
  const said = new Set([
    ...bound.flatMap(({ names }) => names),
    ...(scope.row?.columns ?? []).map(({ name }) => name),
  ]);
  const madeUp = columnsOf(node.ResultType).map(({ name }) => name).filter((name) => !said.has(name)); // prettier-ignore
  const made = new Map<string, Scalar>();
  let unnamed = 0;
  for (const { names, values } of bound) {
    values.forEach((value, index) => {
      if (index >= names.length) unnamed++;
      made.set(names[index] ?? madeUp.shift() ?? `Column${unnamed}`, value);
    });
  }
  return made;
}
