import { refuse } from '../refuse.ts';
import type { OperatorBinder } from '../scope.ts';

/**
 * Operators that are refused for good, by the class Microsoft's parser gives them, with the reason and what to write
 * instead.
 * @see https://learn.microsoft.com/kusto/query/fork-operator
 * @see https://learn.microsoft.com/kusto/query/facet-operator
 * @see https://learn.microsoft.com/kusto/query/consume-operator
 */
export const REFUSED_OPERATORS: Readonly<Record<string, string>> = {
  ConsumeOperator: 'consume gives no rows back. Leave it out, or write count.',
  FacetOperator:
    'facet gives several results, and a query here has one. Run a query for each column: summarize count() by Column.',
  ForkOperator:
    'fork gives several results, and a query here has one. Run a query for each, or put them together with union withsource=.',
  ReduceByOperator:
    'reduce finds patterns by a method that is not published, so its answer could not be the same here. Replace what varies, as replace_regex(Text, @"\\d+", "*"), and summarize count() by the result.',
};

function refusing(name: string): OperatorBinder {
  return (node) => refuse(node, REFUSED_OPERATORS[name] ?? name);
}

export const fork = refusing('ForkOperator');
export const facet = refusing('FacetOperator');
export const consume = refusing('ConsumeOperator');
export const reduce = refusing('ReduceByOperator');
