import { columnsOf, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { SourceBinder } from '../scope.ts';
import { bindGiven } from '../tuple.ts';

/** @see https://learn.microsoft.com/kusto/query/print-operator */
export const print: SourceBinder<Kusto.Language.Syntax.PrintOperator> = (node, scope) => {
  const values = listed<Expression>(node.Expressions).flatMap((expression) => {
    const given = bindGiven(expression, scope);
    return given.values.slice(0, given.names.length || undefined);
  });
  const columns = columnsOf(node.ResultType).map(({ name }, index) => ({
    name,
    type: values[index]?.type ?? 'dynamic',
  }));
  return { op: 'values', columns, serialized: true, rows: [values] };
};
