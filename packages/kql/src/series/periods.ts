import { mean, sum } from './statistics.ts';

export interface Period {
  readonly period: number;
  /** From 0 to 1. */
  readonly score: number;
}

/** Below this a repetition is taken for chance. */
const LEAST = 0.6;
const SHORTEST = 4;

/** The autocorrelation at a lag: `paired` leaves missing pairs out, `whole` counts them as nought. */
function agreement(values: readonly number[], lag: number): { paired: number; whole: number } {
  const middle = mean(values);
  const spread = sum(values.map((value) => (value - middle) ** 2));
  if (spread === 0 || lag < SHORTEST || lag > values.length / 2) return { paired: 0, whole: 0 };
  const shared = sum(values.slice(lag).map((value, index) => (value - middle) * (values[index]! - middle)));
  const whole = shared / spread;
  return { whole, paired: (whole * values.length) / (values.length - lag) };
}

/**
 * How well a series agrees with itself a number of points later, from 0 to 1: half way between the two forms; nought where
 * that could be chance.
 */
export function score(values: readonly number[], period: number): number {
  const { paired, whole } = agreement(values, Math.round(period));
  const found = whole <= 0 ? 0 : Math.round(Math.min(1, Math.sqrt(paired * whole)) * 100) / 100;
  return found < LEAST ? 0 : found;
}

/** Periods within bounds, the best first: where agreement has a peak, except repetitions of a better one. */
export function detectPeriods(values: readonly number[], from: number, to: number, count: number): Period[] {
  const last = Math.min(Math.floor(values.length / 2), Math.floor(to));
  const peaks: Period[] = [];
  for (let period = Math.max(SHORTEST, Math.ceil(from)); period <= last; period++) {
    const here = score(values, period);
    const after = score(values, period + 1);
    // The longest lag has no neighbour to be a peak against.
    if (period + 1 > values.length / 2) continue;
    if (here >= LEAST && here > score(values, period - 1) && here >= after)
      peaks.push({ period, score: here });
  }
  const found: Period[] = [];
  for (const peak of peaks.toSorted((a, b) => b.score - a.score || a.period - b.period)) {
    if (found.length === count) break;
    if (!found.some(({ period }) => peak.period % period === 0)) found.push(peak);
  }
  return found;
}

/** The period a series is taken to have, or 0. */
export function mainPeriod(values: readonly number[], threshold: number): number {
  const [best] = detectPeriods(values, SHORTEST, values.length / 2, 1);
  return best && agreement(values, best.period).paired >= threshold ? best.period : 0;
}
