import { fitLine } from './fit.ts';
import { mainPeriod } from './periods.ts';
import { mean, median } from './statistics.ts';

export interface Decomposition {
  readonly baseline: readonly number[];
  readonly seasonal: readonly number[];
  readonly trend: readonly number[];
  readonly residual: readonly number[];
}

export interface DecomposeOptions {
  /** Points of a season; 0 for none, -1 to find it. */
  readonly period: number;
  readonly trend: string;
  /** Points at the end that are not learned from. */
  readonly untested: number;
  /** The score from which on a season that was found counts. */
  readonly threshold: number;
}

/** The median of all points of the same phase, repeated along the series. */
export function seasonalOf(values: readonly number[], period: number, length = values.length): number[] {
  const phases = Array.from({ length: period }, (_, phase) =>
    median(values.filter((__, index) => index % period === phase)),
  );
  return Array.from({ length }, (_, index) => phases[index % period] ?? 0);
}

/**
 * A series as season, trend and what is left.
 * @see https://learn.microsoft.com/kusto/query/series-decompose-function
 */
export function decompose(values: readonly number[], options: DecomposeOptions): Decomposition {
  const learned = values.slice(0, Math.max(1, values.length - options.untested));
  const period = options.period < 0 ? mainPeriod(learned, options.threshold) : options.period;
  const seasonal =
    period > 0 && period <= learned.length ? seasonalOf(learned, period, values.length) : values.map(() => 0);
  const without = learned.map((value, index) => value - seasonal[index]!);
  const trend = trendOf(without, options.trend, values.length);
  const baseline = seasonal.map((value, index) => value + trend[index]!);
  return { baseline, seasonal, trend, residual: values.map((value, index) => value - baseline[index]!) };
}

function trendOf(values: readonly number[], kind: string, length: number): number[] {
  if (kind === 'none') return Array.from({ length }, () => 0);
  if (kind === 'avg') {
    const average = mean(values);
    return Array.from({ length }, () => average);
  }
  const [slope = 0, start = 0] = fitLine(values, 0).coefficients;
  return Array.from({ length }, (_, index) => slope * index + start);
}
