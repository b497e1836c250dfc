import type { Names } from './names.ts';
import { placeOf, refuse } from './refuse.ts';
import { bindScalar } from './scalar.ts';
import type { Scope } from './scope.ts';

/** Options that say how a cluster is to work, not what the answer is. */
const WITHOUT_EFFECT =
  /^(notruncation|norequesttimeout|servertimeout|maxmemory\w*|max_memory\w*|query_results_cache\w*|query_weakconsistency\w*|queryconsistency|query_distribution\w*|query_fanout\w*|request_app_name|request_description|request_user|client_max_redirect_count|results_progressive\w*|query_datascope|query_language|materialized_view\w*|truncation_max_size|truncationmaxsize|deferpartialqueryfailures|debug_\w+|perftrace|query_cursor_\w+|query_python_\w+|force_\w+)$/i;

/** Options that `bin_auto` goes by. */
const BINS = /^query_bin_auto_(size|at)$/;

/** The name under which the value of an option is known to what stands behind it. */
export const optionName = (option: string): string => `set ${option}`;

/**
 * `set`: options for a cluster are passed over with a warning; one that would change the answer is refused.
 * @see https://learn.microsoft.com/kusto/query/set-statement
 */
export function bindSet(node: Kusto.Language.Syntax.SetOptionStatement, scope: Scope): Names {
  const { query, names } = scope;
  const name = node.Name?.SimpleName ?? '';
  const value = node.ValueClause?.Expression;
  if (BINS.test(name) && value) {
    return names.with(optionName(name), { kind: 'scalar', value: bindScalar(value, scope) });
  }
  if (!WITHOUT_EFFECT.test(name)) {
    refuse(node, `The option '${name}' is not supported. Leave the set statement out.`);
  }
  query.warnings.push({
    code: 'KQL_OPTION',
    message: `The option '${name}' has no effect here: it tells a cluster how to work.`,
    place: placeOf(node),
  });
  return names;
}
