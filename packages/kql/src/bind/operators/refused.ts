import { refuse } from '../refuse.ts';
import type { OperatorBinder } from '../scope.ts';

function refusing(message: string): OperatorBinder {
  return (node) => refuse(node, message);
}

/** @see https://learn.microsoft.com/kusto/query/fork-operator */
export const fork = refusing(
  'fork gives several results, and a query here has one. Run a query for each, or put them together with union withsource=.',
);

/** @see https://learn.microsoft.com/kusto/query/facet-operator */
export const facet = refusing(
  'facet gives several results, and a query here has one. Run a query for each column: summarize count() by Column.',
);

/** @see https://learn.microsoft.com/kusto/query/consume-operator */
export const consume = refusing('consume gives no rows back. Leave it out, or write count.');
