import type { Sql } from '../../sql/sql.ts';
import { identifier, sql } from '../../sql/sql.ts';
import { HELD_AS } from '../../sql/types.ts';
import type { Argument } from '../function.ts';
import type { AggregateTable, FilteredRendering } from './aggregate.ts';
import { conditional, filter, numeric, plain } from './aggregate.ts';

const count: FilteredRendering = (_, __, only) => sql`count(*)${filter(only)}`;

/** Exact, where the language allows an estimate. JSON that differs in nothing but spaces is one value. */
const distinct: FilteredRendering = ([a], _, only) =>
  sql`count(DISTINCT ${a!.type === 'dynamic' ? sql`json(${a!.sql})` : a!.sql})${filter(only)}`;

const sum: FilteredRendering = ([a], call, only) =>
  sql`CAST(coalesce(sum(${numeric(a!)})${filter(only)}, 0) AS ${HELD_AS[call.type]})`;

/** NaN where nothing was counted, as a sum divided by none. Ticks are divided as whole numbers, so that none is lost. */
const avg: FilteredRendering = ([a], call, only) => {
  const where = filter(only);
  if (a!.type === 'datetime' || a!.type === 'timespan') {
    return sql`CAST(sum(${a!.sql})${where} // count(${a!.sql})${where} AS BIGINT)`;
  }
  if (a!.type === 'decimal') {
    return sql`CAST(sum(${a!.sql})${where} / nullif(count(${a!.sql})${where}, 0) AS ${HELD_AS[call.type]})`;
  }
  return sql`coalesce(avg(${numeric(a!)})${where}, 'NaN'::DOUBLE)`;
};

/** The values of a dynamic compare as numbers where they are numbers, else as text. */
function extreme(name: 'max' | 'min'): FilteredRendering {
  const by = identifier(name);
  const arg = identifier(`arg_${name}`);
  return ([a], call, only) => {
    if (a!.type === 'dynamic') {
      return sql`coalesce(${arg}(${a!.sql}, TRY_CAST(${a!.sql} AS DOUBLE))${filter(only)}, ${by}(${a!.sql})${filter(only)})`;
    }
    const found = sql`${by}(${a!.sql})${filter(only)}`;
    return call.type === 'string' ? sql`coalesce(${found}, '')` : found;
  };
}

/** 0 for one value or none. */
function spread(name: 'stddev_samp' | 'stddev_pop' | 'var_samp' | 'var_pop'): FilteredRendering {
  return ([a], _, only) =>
    sql`coalesce(${identifier(name)}(CAST(${numeric(a!)} AS DOUBLE))${filter(only)}, 0)`;
}

function covariance(name: 'covar_samp' | 'covar_pop'): FilteredRendering {
  return ([a, b], _, only) =>
    sql`coalesce(${identifier(name)}(CAST(${numeric(a!)} AS DOUBLE), CAST(${numeric(b!)} AS DOUBLE))${filter(only)}, 0)`;
}

function bits(name: 'bit_and' | 'bit_or' | 'bit_xor'): FilteredRendering {
  const whole = (a: Argument): Sql =>
    a.type === 'long' || a.type === 'int' ? a.sql : sql`TRY_CAST(${a.sql} AS BIGINT)`;
  return ([a], call, only) =>
    sql`CAST(${identifier(name)}(${whole(a!)})${filter(only)} AS ${HELD_AS[call.type]})`;
}

const max = extreme('max');
const min = extreme('min');

/** @see https://learn.microsoft.com/kusto/query/aggregation-functions */
export const NUMBERS: AggregateTable = {
  count: ([condition], call) => count([], call, condition ? [condition.sql] : []),
  cnt: plain(count),
  countif: conditional(count, 0),
  dcount: plain(distinct),
  dcountif: conditional(distinct, 1),
  count_distinct: plain(distinct),
  count_distinctif: conditional(distinct, 1),
  sum: plain(sum),
  sumif: conditional(sum, 1),
  avg: plain(avg),
  avgif: conditional(avg, 1),
  max: plain(max),
  maxif: conditional(max, 1),
  min: plain(min),
  minif: conditional(min, 1),
  stdev: plain(spread('stddev_samp')),
  stdevif: conditional(spread('stddev_samp'), 1),
  stdevp: plain(spread('stddev_pop')),
  variance: plain(spread('var_samp')),
  varianceif: conditional(spread('var_samp'), 1),
  variancep: plain(spread('var_pop')),
  variancepif: conditional(spread('var_pop'), 1),
  covariance: plain(covariance('covar_samp')),
  covarianceif: conditional(covariance('covar_samp'), 2),
  covariancep: plain(covariance('covar_pop')),
  covariancepif: conditional(covariance('covar_pop'), 2),
  binary_all_and: plain(bits('bit_and')),
  binary_all_or: plain(bits('bit_or')),
  binary_all_xor: plain(bits('bit_xor')),
};
