import { columnsOf } from '../../parse/syntax.ts';
import { placeOf } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { OperatorBinder } from '../scope.ts';
import { expanded, expansionsOf } from './expansion.ts';
import { optionsOf } from './options.ts';

/** @see https://learn.microsoft.com/kusto/query/mv-expand-operator */
export const mvExpand: OperatorBinder<Kusto.Language.Syntax.MvExpandOperator> = (node, input, scope) => {
  const options = optionsOf(node.Parameters);
  const limit = node.RowLimitClause?.RowLimit;
  return expanded(
    input,
    columnsOf(node.ResultType),
    expansionsOf(node.Expressions, scope),
    {
      itemIndex: options.get('with_itemindex'),
      limit: limit ? bindScalar(limit, scope) : undefined,
      pairs: (options.get('kind') ?? options.get('bagexpansion')) === 'array',
    },
    placeOf(node),
  );
};
