import type { OperatorBinder } from '../scope.ts';
import { share } from '../share.ts';
import { parameterText } from './parameter.ts';

/** The name itself is given by the pipe, to the operators behind it. @see https://learn.microsoft.com/kusto/query/as-operator */
export const as: OperatorBinder<Kusto.Language.Syntax.AsOperator> = (node, input, { query }) =>
  parameterText(node.Parameters, 'hint.materialized') === 'true' ? share(input, query) : input;
