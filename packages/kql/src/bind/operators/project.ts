import { columnsOf, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import { refuse } from '../refuse.ts';
import type { OperatorBinder } from '../scope.ts';
import { bindGiven } from '../tuple.ts';
import { overWindows } from '../windows.ts';

/** @see https://learn.microsoft.com/kusto/query/project-operator */
export const project: OperatorBinder<Kusto.Language.Syntax.ProjectOperator> = (node, rows, scope) => {
  const columns = columnsOf(node.ResultType);
  const { input, bound } = overWindows(rows, scope, (inside) =>
    listed<Expression>(node.Expressions).flatMap((expression) => bindGiven(expression, inside).values),
  );
  if (bound.length !== columns.length) refuse(node, 'An expression here gives several columns; name each.');
  const values = bound.map((value, index) => ({ name: columns[index]?.name ?? '', value }));
  return {
    op: 'project',
    columns: values.map(({ name, value }) => ({ name, type: value.type })),
    serialized: rows.serialized ?? false,
    input,
    values,
  };
};
