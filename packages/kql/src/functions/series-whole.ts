import { finiteOf, pointsOf } from '../series/numbers.ts';
import { correlation, sum, variance } from '../series/statistics.ts';
import { arrayOf, bagOf, realText } from '../value/json-text.ts';
import { dynamicOf } from './dynamic-value.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';
import { given } from './typed.ts';

/** One number from a whole series; null when an element is missing. */
function one(name: string, run: (values: readonly number[]) => number): Rendering {
  return native({
    name,
    parameters: ['dynamic'],
    returns: 'real',
    run: (series: string) => {
      const values = finiteOf(series);
      return values ? run(values) : null;
    },
  });
}

const magnitude = (values: readonly number[]): number => Math.hypot(...values);
const dot = (a: readonly number[], b: readonly number[]): number =>
  sum(a.map((value, index) => value * b[index]!));

/** One number from two series of the same length. */
function two(name: string, run: (a: readonly number[], b: readonly number[]) => number): Rendering {
  const both = native({
    name,
    parameters: ['dynamic', 'dynamic'],
    returns: 'real',
    run: (first: string, second: string) => {
      let [a, b] = [finiteOf(first), finiteOf(second)];
      // A number stands for a series of it.
      if (!a && b && /^-?\d/.test(first)) a = b.map(() => Number(first));
      if (!b && a && /^-?\d/.test(second)) b = a.map(() => Number(second));
      return a && b && a.length === b.length ? run(a, b) : null;
    },
  });
  return (args, call) => both(args.slice(0, 2).map(dynamicOf), call);
}

/** Statistics in the order of the columns of `series_stats`, by name; undefined where they are null. */
function statistics(series: string, ignoring: boolean): Map<string, string> | undefined {
  const points = pointsOf(series);
  if (!points) return undefined;
  const places = points.flatMap((point, index) => (point !== null && Number.isFinite(point) ? [index] : []));
  if (places.length === 0 || (!ignoring && places.length < points.length)) return undefined;
  const values = places.map((place) => points[place]!);
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  const spread = variance(values);
  return new Map([
    ['min', realText(least)],
    ['min_idx', String(points.indexOf(least))],
    ['max', realText(most)],
    ['max_idx', String(points.indexOf(most))],
    ['avg', realText(sum(values) / values.length)],
    ['stdev', realText(Math.sqrt(spread))],
    ['variance', realText(spread)],
    ['sum', realText(sum(values))],
    ['len', String(points.length)],
  ]);
}

function stats(name: string, write: (found: Map<string, string> | undefined) => string): Rendering {
  const run = native({
    name,
    parameters: ['dynamic', 'bool'],
    returns: 'dynamic',
    run: (series: string, ignoring: boolean) => write(statistics(series, ignoring)),
  });
  return ([series, ignoring], call) => run([series!, ignoring ?? given('bool', false)], call);
}

/** @see https://learn.microsoft.com/kusto/query/series-stats-function */
export const SERIES_WHOLE: FunctionTable = {
  array_sum: one('array_sum', sum),
  series_sum: one('series_sum', sum),
  series_product: one('series_product', (values) => values.reduce((product, value) => product * value, 1)),
  series_magnitude: one('series_magnitude', magnitude),
  series_dot_product: two('series_dot_product', dot),
  series_pearson_correlation: two('series_pearson_correlation', correlation),
  series_cosine_similarity: two(
    'series_cosine_similarity',
    (a, b) => dot(a, b) / (magnitude(a) * magnitude(b)),
  ),
  series_stats: stats('series_stats', (found) => (found ? arrayOf([...found.values()].slice(0, 7)) : '[]')),
  series_stats_dynamic: stats('series_stats_dynamic', (found) =>
    found
      ? bagOf(found)
      : bagOf(
          ['min', 'min_idx', 'max', 'max_idx', 'avg', 'stdev', 'variance', 'sum', 'len'].map((key) => [
            key,
            'null',
          ]),
        ),
  ),
};
