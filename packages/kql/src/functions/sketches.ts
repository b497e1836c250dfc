import { parseJson, rawNumber } from '../value/json.ts';
import type { Json } from '../type.ts';
import { elementAs } from '../sql/json.ts';
import { sql } from '../sql/sql.ts';
import type { FunctionTable } from './function.ts';
import { native } from './native.ts';
import type { NativeFunction } from './native.ts';

/** `[[1024,14],["hash",…],[]]`: the distinct values by their hashes, all of them. */
type Hll = readonly [unknown, readonly string[], unknown];
/** `[[7],[value,…],[weight,…]]`, the values in order, all of them. */
type Tdigest = readonly [unknown, readonly Json[], readonly number[]];

const HLL_HEAD = [1024, 14];
const TDIGEST_HEAD = [7];

function hllOf(value: Json): Hll | undefined {
  return Array.isArray(value) && value.length === 3 && Array.isArray(value[1]) ? (value as never) : undefined;
}

function tdigestOf(value: Json): Tdigest | undefined {
  return Array.isArray(value) && value.length === 3 && Array.isArray(value[1]) && Array.isArray(value[2])
    ? (value as never)
    : undefined;
}

function mergeHlls(values: readonly Json[]): string {
  const hashes = new Set(values.flatMap((value) => hllOf(value)?.[1] ?? []));
  return JSON.stringify([HLL_HEAD, [...hashes], []]);
}

function comparable(value: Json): number | string {
  const raw = rawNumber(value);
  return raw === undefined ? (value as number | string) : Number(raw);
}

function compare(a: Json, b: Json): number {
  const [x, y] = [comparable(a), comparable(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function mergeTdigests(values: readonly Json[]): string | null {
  const pairs = values.flatMap((value) => {
    const digest = tdigestOf(value);
    return digest ? digest[1].map((item, index) => [item, digest[2][index] ?? 1] as const) : [];
  });
  if (pairs.length === 0) return null;
  pairs.sort(([a], [b]) => compare(a, b));
  return JSON.stringify([TDIGEST_HEAD, pairs.map(([item]) => item), pairs.map(([, weight]) => weight)]);
}

/** The value at the nearest rank, as JSON. */
function percentileOf({ 1: items, 2: weights }: Tdigest, percent: number): string | null {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const index = weights.findIndex((weight) => (sum += weight) * 100 >= percent * total && weight > 0);
  const item = items[index];
  return item === undefined ? null : JSON.stringify(item);
}

function rankOf({ 1: items, 2: weights }: Tdigest, value: Json): number {
  return items.reduce<number>(
    (sum, item, index) => sum + (compare(item, value) <= 0 ? (weights[index] ?? 0) : 0),
    0,
  );
}

/** One hll out of a JSON array of them. */
export const MERGED_HLLS: NativeFunction = {
  name: 'merged_hlls',
  parameters: ['dynamic'],
  returns: 'dynamic',
  run: (all: string) => mergeHlls(JSON.parse(all) as Json[]),
};

/** How many values the first hll has, the first two have in common, the first three … */
export const INTERSECTIONS: NativeFunction = {
  name: 'hll_intersections',
  parameters: [],
  rest: 'dynamic',
  returns: 'dynamic',
  nulls: 'passed',
  run: (...hlls: (string | null)[]) => {
    let common: ReadonlySet<string> | undefined;
    return JSON.stringify(
      hlls.map((text) => {
        const hashes = new Set(hllOf(text === null ? null : (JSON.parse(text) as Json))?.[1]);
        common = common ? common.intersection(hashes) : hashes;
        return common.size;
      }),
    );
  },
};

/** One tdigest out of a JSON array of them. */
export const MERGED_TDIGESTS: NativeFunction = {
  name: 'merged_tdigests',
  parameters: ['dynamic'],
  returns: 'dynamic',
  run: (all: string) => mergeTdigests(parseJson(all) as Json[]),
};

const PERCENTILE: NativeFunction = {
  name: 'percentile_tdigest',
  parameters: ['dynamic', 'real'],
  returns: 'dynamic',
  run: (digest: string, percent: number) => {
    const read = tdigestOf(parseJson(digest));
    return read ? percentileOf(read, percent) : null;
  },
};

const percentilesArray = native({
  name: 'percentiles_array_tdigest',
  parameters: ['dynamic'],
  rest: 'dynamic',
  returns: 'dynamic',
  run: (digest: string, ...percents: string[]) => {
    const read = tdigestOf(parseJson(digest));
    if (!read) return null;
    const wanted = percents.flatMap((text) => JSON.parse(text) as number | number[]);
    return `[${wanted.map((percent) => percentileOf(read, Number(percent)) ?? 'null').join(',')}]`;
  },
});

const rank = native({
  name: 'rank_tdigest',
  parameters: ['dynamic', 'dynamic'],
  returns: 'real',
  run: (digest: string, value: string) => {
    const read = tdigestOf(parseJson(digest));
    return read ? rankOf(read, parseJson(value)) : null;
  },
});

const percentRank = native({
  name: 'percentrank_tdigest',
  parameters: ['dynamic', 'dynamic'],
  returns: 'real',
  run: (digest: string, value: string) => {
    const read = tdigestOf(parseJson(digest));
    if (!read) return null;
    const total = read[2].reduce((sum, weight) => sum + weight, 0);
    return (rankOf(read, parseJson(value)) * 100) / total;
  },
});

const mergedTdigests = native({
  name: 'tdigest_merge',
  parameters: [],
  rest: 'dynamic',
  returns: 'dynamic',
  nulls: 'passed',
  run: (...digests: (string | null)[]) =>
    mergeTdigests(digests.map((text) => (text === null ? null : parseJson(text)))),
});

/**
 * hll and tdigest hold every value, so what is read out of them is exact where the language allows an estimate.
 * @see https://learn.microsoft.com/kusto/query/percentile-tdigest-function
 * @see https://learn.microsoft.com/kusto/query/dcount-hll-function
 */
export const SKETCH_FUNCTIONS: FunctionTable = {
  dcount_hll: ([hll]) =>
    sql`CASE WHEN json_type(${hll!.sql}) = 'ARRAY' THEN CAST(json_array_length(${hll!.sql}, '$[1]') AS BIGINT) END`,
  hll_merge: native({
    name: 'hll_merge',
    parameters: [],
    rest: 'dynamic',
    returns: 'dynamic',
    nulls: 'passed',
    run: (...hlls: (string | null)[]) =>
      mergeHlls(hlls.map((text) => (text === null ? null : (JSON.parse(text) as Json)))),
  }),
  hll_isvalid: ([hll]) =>
    sql`coalesce(json_type(${hll!.sql}) = 'ARRAY' AND json_array_length(${hll!.sql}) = 3 AND json_type(${hll!.sql}, '$[1]') = 'ARRAY', FALSE)`,
  percentile_tdigest: ([digest, percent], call) => {
    const found = native(PERCENTILE)([digest!, percent!], call);
    return call.type === 'dynamic' ? found : elementAs(found, call.type);
  },
  percentiles_array_tdigest: percentilesArray,
  rank_tdigest: rank,
  percentrank_tdigest: percentRank,
  tdigest_merge: mergedTdigests,
  merge_tdigest: mergedTdigests,
  tdigest_isvalid: ([digest]) =>
    sql`coalesce(json_type(${digest!.sql}) = 'ARRAY' AND json_array_length(${digest!.sql}) = 3 AND json_type(${digest!.sql}, '$[2]') = 'ARRAY', FALSE)`,
};
