import { columnsOf } from '../../parse/syntax.ts';
import { placeOf } from '../refuse.ts';
import type { OperatorBinder } from '../scope.ts';

/** @see https://learn.microsoft.com/kusto/query/count-operator */
export const count: OperatorBinder<Kusto.Language.Syntax.CountOperator> = (node, input) => {
  const name = columnsOf(node.ResultType)[0]?.name ?? 'Count';
  const value = { op: 'call', name: 'count', type: 'long', arguments: [], place: placeOf(node) } as const;
  return {
    op: 'aggregate',
    columns: [{ name, type: 'long' }],
    input,
    by: [],
    aggregates: [{ name, value }],
  };
};
