import { columnsOf } from '../../parse/syntax.ts';
import type { Named } from '../../plan/scalar.ts';
import { placeOf, refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { OperatorBinder } from '../scope.ts';

/**
 * The values with the most rows, or the greatest sum: exact, where the language allows an estimate.
 * @see https://learn.microsoft.com/kusto/query/top-hitters-operator
 */
export const topHitters: OperatorBinder<Kusto.Language.Syntax.TopHittersOperator> = (node, input, scope) => {
  const { Expression: count, OfExpression: of } = node;
  if (!count || !of) refuse(node, 'top-hitters needs a number and a column: top-hitters 5 of Column.');
  const [key, total] = columnsOf(node.ResultType);
  if (!key || !total) refuse(node, 'The columns of this top-hitters could not be told.');
  const { Expression: weight } = node.ByClause ?? {};
  const by: Named[] = [{ name: key.name, value: bindScalar(of, scope) }];
  const { type } = total;
  const aggregates: Named[] = [
    {
      name: total.name,
      value: {
        op: 'call',
        name: weight ? 'sum' : 'count',
        type,
        arguments: weight ? [bindScalar(weight, scope)] : [],
        place: placeOf(node),
      },
    },
  ];
  const columns = [...by, ...aggregates].map(({ name, value }) => ({ name, type: value.type }));
  return {
    op: 'limit',
    columns,
    serialized: true,
    count: bindScalar(count, scope),
    input: {
      op: 'sort',
      columns,
      serialized: true,
      keys: [{ value: { op: 'column', name: total.name, type }, descending: true, nulls: 'last' }],
      input: { op: 'aggregate', columns, input, by, aggregates },
    },
  };
};
