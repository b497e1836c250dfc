import { columnsOf, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import { refuse } from '../refuse.ts';
import type { OperatorBinder } from '../scope.ts';
import { bindGiven } from '../tuple.ts';

/** @see https://learn.microsoft.com/kusto/query/project-operator */
export const project: OperatorBinder<Kusto.Language.Syntax.ProjectOperator> = (node, input, scope) => {
  const columns = columnsOf(node.ResultType);
  const bound = listed<Expression>(node.Expressions).flatMap(
    (expression) => bindGiven(expression, scope).values,
  );
  if (bound.length !== columns.length) refuse(node, 'An expression here gives several columns; name each.');
  const values = bound.map((value, index) => ({ name: columns[index]?.name ?? '', value }));
  return {
    op: 'project',
    columns: values.map(({ name, value }) => ({ name, type: value.type })),
    serialized: input.serialized ?? false,
    input,
    values,
  };
};
