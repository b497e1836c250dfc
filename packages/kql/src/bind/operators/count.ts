import { placeOf } from '../refuse.ts';
import type { OperatorBinder } from '../scope.ts';

/** @see https://learn.microsoft.com/kusto/query/count-operator */
export const count: OperatorBinder<Kusto.Language.Syntax.CountOperator> = (node, input) => ({
  op: 'aggregate',
  columns: [{ name: 'Count', type: 'long' }],
  input,
  by: [],
  aggregates: [
    {
      name: 'Count',
      value: { op: 'call', name: 'count', type: 'long', arguments: [], place: placeOf(node) },
    },
  ],
});
