import { columnsOf, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Named } from '../../plan/scalar.ts';
import { aggregatesOver } from '../aggregates.ts';
import { refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { OperatorBinder } from '../scope.ts';

/**
 * One row a group. Aggregates are worked out in columns of their own, and what is written around them after. Hints say
 * how a cluster shares the work, and change nothing.
 * @see https://learn.microsoft.com/kusto/query/summarize-operator
 */
export const summarize: OperatorBinder<Kusto.Language.Syntax.SummarizeOperator> = (node, input, scope) => {
  const columns = columnsOf(node.ResultType);
  const keys = listed<Expression>(node.ByClause?.Expressions);
  const nameAt = (index: number): string => columns[index]?.name ?? '';
  const by: Named[] = keys.map((key, index) => ({ name: nameAt(index), value: bindScalar(key, scope) }));
  const aggregates = aggregatesOver(input, scope);
  const results = listed<Expression>(node.Aggregates)
    .flatMap((expression) => aggregates.bind(expression))
    .map((value, index) => ({ name: nameAt(keys.length + index), value }));
  if (columns.length !== keys.length + results.length) {
    refuse(node, 'The columns of this summarize could not be told apart. Name each aggregate.');
  }
  const grouped = {
    op: 'aggregate',
    columns: [...by, ...aggregates.calls].map(({ name, value }) => ({ name, type: value.type })),
    input,
    by,
    aggregates: aggregates.calls,
  } as const;
  const values = [
    ...by.map(({ name, value }) => ({ name, value: { op: 'column', name, type: value.type } as const })),
    ...results,
  ];
  return {
    op: 'project',
    columns: values.map(({ name, value }) => ({ name, type: value.type })),
    input: grouped,
    values,
  };
};
