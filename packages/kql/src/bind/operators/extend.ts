import { columnsOf, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Named } from '../../plan/scalar.ts';
import { refuse } from '../refuse.ts';
import type { OperatorBinder } from '../scope.ts';
import { bindGiven } from '../tuple.ts';

/**
 * Adds columns behind the others; a column of the same name is replaced where it stands. Every expression sees the
 * columns as they were before.
 * @see https://learn.microsoft.com/kusto/query/extend-operator
 */
export const extend: OperatorBinder<Kusto.Language.Syntax.ExtendOperator> = (node, input, scope) => {
  const columns = columnsOf(node.ResultType);
  const before = new Set(input.columns.map(({ name }) => name));
  const added = columns.filter(({ name }) => !before.has(name)).map(({ name }) => name);
  const made = new Map<string, Named['value']>();
  const bound = listed<Expression>(node.Expressions).map((expression) => bindGiven(expression, scope));
  const given = new Set(bound.flatMap(({ names }) => names));
  const unnamed = added.filter((name) => !given.has(name));
  for (const { names, values: several } of bound) {
    several.forEach((value, index) => {
      const name = names[index] ?? unnamed.shift();
      if (name === undefined) refuse(node, 'An expression here needs a name: write name = expression.');
      made.set(name, value);
    });
  }
  const values = columns.map(({ name, type }) => ({
    name,
    value: made.get(name) ?? ({ op: 'column', name, type } as const),
  }));
  return {
    op: 'project',
    columns: values.map(({ name, value }) => ({ name, type: value.type })),
    serialized: input.serialized ?? false,
    input,
    values,
  };
};
