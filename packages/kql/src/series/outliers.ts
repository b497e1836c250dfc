import type { Point } from './numbers.ts';
import { quantile } from './statistics.ts';

/** The factor for the range from the 10th to the 90th percentile, as the service uses it. */
const FACTOR_10_90 = 1.670_244_340_667_418_6 / (5 / 8.3);

export interface Fence {
  readonly low: number;
  readonly high: number;
}

/**
 * Scores of points by Tukey's test: how far beyond a percentile they lie, in ranges between the percentiles, scaled so
 * that with normally distributed values a score of 1.5 means the same whichever percentiles are taken. Missing points
 * score 0. The last `untested` points do not count towards the percentiles.
 * @see https://learn.microsoft.com/kusto/query/series-outliers-function
 */
export function outlierScores(
  points: readonly Point[],
  { low, high }: Fence,
  ignored: Point,
  untested = 0,
): number[] {
  const isValue = (point: Point): point is number =>
    point !== null && Number.isFinite(point) && (ignored === null || point !== ignored);
  const learned = points.slice(0, points.length - untested).filter(isValue);
  if (learned.length === 0) return points.map(() => 0);
  const [bottom, top] = [quantile(learned, low / 100), quantile(learned, high / 100)];
  const factor = normalization(low, high);
  return points.map((point) => {
    if (!isValue(point) || (point >= bottom && point <= top)) return 0;
    return ((point - (point > top ? top : bottom)) / (top - bottom)) * factor;
  });
}

function normalization(low: number, high: number): number {
  if (low === 25 && high === 75) return 1;
  if (low === 10 && high === 90) return FACTOR_10_90;
  const upper = normalQuantile(high / 100);
  const quartile = normalQuantile(0.75);
  const mild = quartile + 1.5 * 2 * quartile;
  return (1.5 * (upper - normalQuantile(low / 100))) / (mild - upper);
}

/** The inverse of the normal distribution, by halving. */
function normalQuantile(share: number): number {
  let [below, above] = [-10, 10];
  for (let step = 0; step < 80; step++) {
    const middle = (below + above) / 2;
    if (normalShare(middle) < share) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}

/** The share of a normal distribution below a value, by its series. */
function normalShare(value: number): number {
  let term = value;
  let total = value;
  for (let index = 1; index < 200; index++) {
    term *= (value * value) / (2 * index + 1);
    total += term;
  }
  return 0.5 + total * (Math.exp((-value * value) / 2) / Math.sqrt(2 * Math.PI));
}
