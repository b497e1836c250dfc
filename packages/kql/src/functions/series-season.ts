import { decompose, seasonalOf } from '../series/decompose.ts';
import { finiteOf, pointsOf, textOfPoints } from '../series/numbers.ts';
import { outlierScores } from '../series/outliers.ts';
import type { Fence } from '../series/outliers.ts';
import { detectPeriods, mainPeriod, score } from '../series/periods.ts';
import { arrayOf } from '../value/json-text.ts';
import type { Argument, CallContext, FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';
import { completed, given } from './typed.ts';

const FENCES: Readonly<Record<string, Fence>> = {
  ctukey: { low: 10, high: 90 },
  tukey: { low: 25, high: 75 },
};

/** A word that must be one of a few; refused where it is another. */
function oneOf(argument: Argument | undefined, words: readonly string[], call: CallContext): void {
  if (!argument) return;
  const word = String(call.literal(argument, 'This choice').value);
  if (!words.includes(word)) call.unsupported(`'${word}' is none of ${words.join(', ')}.`);
}

const TRENDS = ['avg', 'linefit', 'none'];

/** Season, trend and threshold as every one of these functions takes them, in this order. */
const decomposed = native({
  name: 'series_decompose',
  parameters: ['dynamic', 'long', 'string', 'long', 'real'],
  returns: 'dynamic',
  run: (series: string, period: bigint, trend: string, untested: bigint, threshold: number) => {
    const values = finiteOf(series);
    if (!values || values.length === 0) return null;
    const parts = decompose(values, { period: Number(period), trend, untested: Number(untested), threshold });
    return arrayOf([parts.baseline, parts.seasonal, parts.trend, parts.residual].map(textOfPoints));
  },
});

const anomalies = native({
  name: 'series_decompose_anomalies',
  parameters: ['dynamic', 'real', 'long', 'string', 'long', 'string', 'real'],
  returns: 'dynamic',
  run: (
    series: string,
    limit: number,
    period: bigint,
    trend: string,
    untested: bigint,
    method: string,
    threshold: number,
  ) => {
    const values = finiteOf(series);
    if (!values || values.length === 0) return null;
    const { baseline, residual } = decompose(values, {
      period: Number(period),
      trend,
      untested: Number(untested),
      threshold,
    });
    const scores = outlierScores(residual, FENCES[method] ?? FENCES['ctukey']!, null, Number(untested));
    const flags = scores.map((value) => (value > limit ? '1' : value < -limit ? '-1' : '0'));
    return arrayOf([arrayOf(flags), textOfPoints(scores), textOfPoints(baseline)]);
  },
});

const outliers = native({
  name: 'series_outliers',
  parameters: ['dynamic', 'string', 'real', 'real', 'real', 'long'],
  returns: 'dynamic',
  nulls: 'passed',
  run: (
    series: string | null,
    kind: string,
    ignored: number | null,
    low: number,
    high: number,
    untested: bigint,
  ) => {
    const points = pointsOf(series ?? 'null');
    const fence = kind === 'tukey' ? FENCES['tukey']! : { low, high };
    return points ? textOfPoints(outlierScores(points, fence, ignored, Number(untested))) : null;
  },
});

const seasonal = native({
  name: 'series_seasonal',
  parameters: ['dynamic', 'long', 'long'],
  returns: 'dynamic',
  run: (series: string, period: bigint, untested: bigint) => {
    const values = finiteOf(series);
    if (!values) return null;
    const learned = values.slice(0, values.length - Number(untested));
    const length = period < 0n ? mainPeriod(learned, 0.7) : Number(period);
    return textOfPoints(length > 0 ? seasonalOf(learned, length, values.length) : values.map(() => 0));
  },
});

const detected = native({
  name: 'series_periods_detect',
  parameters: ['dynamic', 'real', 'real', 'long'],
  returns: 'dynamic',
  run: (series: string, from: number, to: number, count: bigint) => {
    const values = finiteOf(series);
    if (!values) return null;
    const length = Math.min(Math.max(Number(count), 0), values.length);
    const found = detectPeriods(values, from, to, length);
    const filled = Array.from({ length }, (_, index) => found[index] ?? { period: 0, score: 0 });
    return arrayOf([
      textOfPoints(filled.map(({ period }) => period)),
      textOfPoints(filled.map((one) => one.score)),
    ]);
  },
});

const validated = native({
  name: 'series_periods_validate',
  parameters: ['dynamic'],
  rest: 'real',
  returns: 'dynamic',
  run: (series: string, ...periods: number[]) => {
    const values = finiteOf(series);
    return values
      ? arrayOf([textOfPoints(periods), textOfPoints(periods.map((period) => score(values, period)))])
      : null;
  },
});

const long = (value: bigint): Argument => given('long', value);
const real = (value: number): Argument => given('real', value);
const average = given('string', 'avg');

/**
 * Seasons, decomposition and anomalies.
 * @see https://learn.microsoft.com/kusto/query/series-decompose-anomalies-function
 */
export const SERIES_SEASON: FunctionTable = {
  series_decompose: (args, call) => {
    oneOf(args[2], TRENDS, call);
    return decomposed(completed(args, [undefined, long(-1n), average, long(0n), real(0.6)]), call);
  },
  // The points to forecast are what is not learned from; the forecast is the baseline.
  series_decompose_forecast: ([series, points, period, trend, threshold], call) => {
    oneOf(trend, TRENDS, call);
    return decomposed(
      [series!, period ?? long(-1n), trend ?? average, points!, threshold ?? real(0.6)],
      call,
    );
  },
  series_decompose_anomalies: (args, call) => {
    oneOf(args[3], TRENDS, call);
    oneOf(args[5], Object.keys(FENCES), call);
    const method = given('string', 'ctukey');
    return anomalies(
      completed(args, [undefined, real(1.5), long(-1n), average, long(0n), method, real(0.6)]),
      call,
    );
  },
  series_outliers: (args, call) => {
    oneOf(args[1], Object.keys(FENCES), call);
    const missing = given('real', null);
    return outliers(
      completed(args, [undefined, given('string', 'ctukey'), missing, real(10), real(90), long(0n)]),
      call,
    );
  },
  series_seasonal: (args, call) => seasonal(completed(args, [undefined, long(-1n), long(0n)]), call),
  series_periods_detect: detected,
  series_periods_validate: validated,
} satisfies Record<string, Rendering>;
