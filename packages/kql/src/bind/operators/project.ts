import { columnsOf, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import { refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { OperatorBinder } from '../scope.ts';

/** @see https://learn.microsoft.com/kusto/query/project-operator */
export const project: OperatorBinder<Kusto.Language.Syntax.ProjectOperator> = (node, input, scope) => {
  const expressions = listed<Expression>(node.Expressions);
  const columns = columnsOf(node.ResultType);
  if (expressions.length !== columns.length)
    refuse(node, 'An expression here gives several columns; name each.');
  const values = expressions.map((expression, index) => ({
    name: columns[index]?.name ?? '',
    value: bindScalar(expression, scope),
  }));
  return {
    op: 'project',
    columns: values.map(({ name, value }) => ({ name, type: value.type })),
    serialized: input.serialized ?? false,
    input,
    values,
  };
};
