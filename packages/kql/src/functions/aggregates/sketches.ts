import type { Sql } from '../../sql/sql.ts';
import { joined, sql } from '../../sql/sql.ts';
import { jsonReady } from '../../sql/json.ts';
import type { Argument, CallContext } from '../function.ts';
import { MERGED_HLLS, MERGED_TDIGESTS } from '../sketches.ts';
import type { AggregateContext, AggregateTable, FilteredRendering } from './aggregate.ts';
import { conditional, filter, numeric, plain, present } from './aggregate.ts';

/** The value at a nearest rank; exact, where the language allows an estimate. */
const percentile: FilteredRendering = ([a, rank], call, only) => at(a!, percentLiteral(rank, call), only);

function at(a: Argument, percent: number, only: readonly Sql[]): Sql {
  return sql`quantile_disc(${numeric(a)}, ${fraction(percent)})${filter(only)}`;
}

/** A share in decimal digits, so that 55 % of 100 values is the 55th. */
function fraction(percent: number): Sql {
  return sql`CAST(${(percent / 100).toFixed(10)} AS DECIMAL(11, 10))`;
}

function percentLiteral(argument: Argument | undefined, call: CallContext): number {
  return checked(Number(call.literal(argument, 'A percentile').value), call);
}

function checked(percent: number, call: CallContext): number {
  return percent >= 0 && percent <= 100
    ? percent
    : call.unsupported('A percentile is a number from 0 to 100.');
}

/** Percentiles given one by one, or as one array. */
function percents(ranks: readonly Argument[], call: CallContext): number[] {
  const [only] = ranks;
  if (ranks.length !== 1 || only?.type !== 'dynamic') return ranks.map((rank) => percentLiteral(rank, call));
  const { value } = call.literal(only, 'The array of percentiles');
  return (JSON.parse(String(value)) as unknown[]).map((percent) => checked(Number(percent), call));
}

const percentilesArray: FilteredRendering = ([a, ...ranks], call, only) =>
  sql`to_json([${joined(
    percents(ranks, call).map((percent) => jsonReady(at(a!, percent, only), resultType(a!))),
    ', ',
  )}])`;

function resultType(a: Argument): Argument['type'] {
  return a.type === 'dynamic' ? 'real' : a.type;
}

/** The smallest value at which the weights of the values up to it make the share asked for. */
function weighted(
  a: Argument,
  weight: Argument,
  percent: number,
  call: AggregateContext,
  only: readonly Sql[],
): Sql {
  const counted = [...only, sql`${numeric(a)} IS NOT NULL`, present(weight)];
  const values = sql`list(${numeric(a)} ORDER BY ${numeric(a)})${filter(counted)}`;
  const weights = sql`to_json(list(${weight.sql} ORDER BY ${numeric(a)})${filter(counted)})`;
  return sql`(${values})[${call.native(WEIGHTED_RANK)}(${weights}, ${percent})]`;
}

const WEIGHTED_RANK = {
  name: 'weighted_rank',
  parameters: ['dynamic', 'real'],
  returns: 'long',
  run: (text: string, percent: number): bigint => {
    const weights = JSON.parse(text) as number[];
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let sum = 0;
    const index = weights.findIndex((weight) => (sum += weight) * 100 >= percent * total && weight > 0);
    return BigInt(index === -1 ? weights.length : index + 1);
  },
} as const;

const percentilew: FilteredRendering = ([a, weight, rank], call, only) =>
  weighted(a!, weight!, percentLiteral(rank, call), call, only);

const percentileswArray: FilteredRendering = ([a, weight, ...ranks], call, only) =>
  sql`to_json([${joined(
    percents(ranks, call).map((percent) =>
      jsonReady(weighted(a!, weight!, percent, call, only), resultType(a!)),
    ),
    ', ',
  )}])`;

/** Every distinct value by its hash: exact, in the form in which the language shows small ones. */
const hll: FilteredRendering = ([a], _, only) => {
  const value = a!.type === 'dynamic' ? sql`json(${a!.sql})` : a!.sql;
  const hashes = sql`list(DISTINCT hash(${value})::VARCHAR)${filter([...only, present(a!)])}`;
  return sql`CASE WHEN ${hashes} IS NOT NULL THEN to_json([to_json([1024, 14]), to_json(${hashes}), '[]'::JSON]) END`;
};

const hllMerge: FilteredRendering = ([a], call, only) =>
  sql`${call.native(MERGED_HLLS)}(to_json(list(${a!.sql})${filter([...only, present(a!)])}))::JSON`;

/** Every value with its weight: exact, in the form in which the language shows them. */
const tdigest: FilteredRendering = ([a, weight], _, only) => {
  const counted = [...only, sql`${numeric(a!)} IS NOT NULL`];
  const values = sql`list(${jsonReady(numeric(a!), resultType(a!))} ORDER BY ${numeric(a!)})${filter(counted)}`;
  const weights = sql`list(${weight?.sql ?? sql`CAST(1 AS BIGINT)`} ORDER BY ${numeric(a!)})${filter(counted)}`;
  return sql`CASE WHEN count(*)${filter(counted)} > 0 THEN to_json([to_json([7]), to_json(${values}), to_json(${weights})]) END`;
};

const tdigestMerge: FilteredRendering = ([a], call, only) =>
  sql`${call.native(MERGED_TDIGESTS)}(to_json(list(${a!.sql})${filter([...only, present(a!)])}))::JSON`;

/** @see https://learn.microsoft.com/kusto/query/percentiles-aggregation-function */
export const SKETCHES: AggregateTable = {
  percentile: plain(percentile),
  percentiles: plain(percentile),
  percentiles_array: plain(percentilesArray),
  percentilew: plain(percentilew),
  percentilesw: plain(percentilew),
  percentilesw_array: plain(percentileswArray),
  hll: plain(hll),
  hll_if: conditional(hll, 1),
  hll_merge: plain(hllMerge),
  tdigest: plain(tdigest),
  tdigest_merge: plain(tdigestMerge),
  merge_tdigest: plain(tdigestMerge),
};
