import { columnsOf, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Named } from '../../plan/scalar.ts';
import { refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { OperatorBinder } from '../scope.ts';

/**
 * One row a group. Aggregates are worked out in columns of their own, and what is written around them after.
 * @see https://learn.microsoft.com/kusto/query/summarize-operator
 */
export const summarize: OperatorBinder<Kusto.Language.Syntax.SummarizeOperator> = (node, input, scope) => {
  const columns = columnsOf(node.ResultType);
  const keys = listed<Expression>(node.ByClause?.Expressions);
  const expressions = listed<Expression>(node.Aggregates);
  if (columns.length !== keys.length + expressions.length) {
    refuse(node, 'An aggregate that gives several columns is not supported yet.');
  }
  const by: Named[] = keys.map((key, index) => ({
    name: columns[index]?.name ?? '',
    value: bindScalar(key, scope),
  }));
  const aggregates: Named[] = [];
  const results = expressions.map((expression, index) => ({
    name: columns[keys.length + index]?.name ?? '',
    value: bindScalar(expression, {
      ...scope,
      aggregate: (call) => {
        const name = `#${aggregates.length}`;
        aggregates.push({ name, value: call });
        return { op: 'column', name, type: call.type };
      },
    }),
  }));
  const grouped = {
    op: 'aggregate',
    columns: [...by, ...aggregates].map(({ name, value }) => ({ name, type: value.type })),
    input,
    by,
    aggregates,
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
