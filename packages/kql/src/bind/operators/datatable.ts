import { columnsOf, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Scalar } from '../../plan/scalar.ts';
import { refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { SourceBinder } from '../scope.ts';

/** @see https://learn.microsoft.com/kusto/query/datatable-operator */
export const datatable: SourceBinder<Kusto.Language.Syntax.DataTableExpression> = (node, scope) => {
  const columns = columnsOf(node.ResultType);
  const values = listed<Expression>(node.Values).map((value) => bindScalar(value, scope));
  if (columns.length === 0 || values.length % columns.length !== 0) {
    refuse(
      node,
      `datatable has ${columns.length} columns, and its ${values.length} values do not fill whole rows.`,
    );
  }
  const rows: Scalar[][] = [];
  for (let start = 0; start < values.length; start += columns.length) {
    rows.push(columns.map(({ type }, index) => ofType(values[start + index], type)));
  }
  return { op: 'values', columns, serialized: true, rows };
};

function ofType(value: Scalar | undefined, type: Scalar['type']): Scalar {
  if (!value) return { op: 'literal', type, value: null };
  if (value.type === type) return value;
  return { op: 'call', name: `to${type}`, type, arguments: [value], place: { start: 0, length: 0 } };
}
