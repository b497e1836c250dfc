import { columnsOf, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import { bindScalar } from '../scalar.ts';
import type { SourceBinder } from '../scope.ts';

/** @see https://learn.microsoft.com/kusto/query/print-operator */
export const print: SourceBinder<Kusto.Language.Syntax.PrintOperator> = (node, scope) => {
  const values = listed<Expression>(node.Expressions).map((expression) => bindScalar(expression, scope));
  const columns = columnsOf(node.ResultType).map(({ name }, index) => ({
    name,
    type: values[index]?.type ?? 'dynamic',
  }));
  return { op: 'values', columns, serialized: true, rows: [values] };
};
