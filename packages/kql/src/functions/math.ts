import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import {
  betaCdf,
  betaDensity,
  betaInverse,
  erf,
  erfc,
  gamma,
  incompleteBeta,
  logGamma,
} from '../value/special-functions.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';
import { given, typed } from './typed.ts';

/** A function of reals. */
const real = (render: (values: readonly Sql[]) => Sql): Rendering => typed(['real'], render);

/** A function of reals that SQL lacks. */
const special = (name: string, count: number, run: (...values: number[]) => number | null): Rendering =>
  native({ name, parameters: Array.from({ length: count }, () => 'real' as const), returns: 'real', run });

/** Where a function is not defined it is null, where DuckDB would end the query. */
const where = (condition: Sql, value: Sql): Sql => sql`(CASE WHEN ${condition} THEN ${value} END)`;

const logarithm = (name: Sql): Rendering =>
  real(([x]) => sql`(CASE WHEN ${x!} > 0 THEN ${name}(${x!}) WHEN ${x!} = 0 THEN '-Infinity'::DOUBLE END)`);

const arc = (name: Sql): Rendering => real(([x]) => where(sql`abs(${x!}) <= 1`, sql`${name}(${x!})`));

const kept =
  (render: (value: Sql) => Sql): Rendering =>
  ([a], call) =>
    render(call.converted(a!, call.type));

/**
 * round() of a value that is half way goes away from nought. A real is rounded as it reads in decimal digits, so that
 * 2.15 becomes 2.2 though it is held as a little less.
 * @see https://learn.microsoft.com/kusto/query/round-function
 */
const round: Rendering = ([value, precision], call) => {
  const digits = precision ? call.converted(precision, 'int') : sql`0`;
  if (call.type === 'real') {
    return native({
      name: 'round',
      parameters: ['real', 'int'],
      returns: 'real',
      run: (number: number, places: number) => rounded(number, places),
    })([value!, precision ?? given('int', 0n)], call);
  }
  return sql`CAST(round(${call.converted(value!, call.type)}, ${digits}) AS ${call.type === 'decimal' ? sql`DECIMAL(38, 17)` : sql`BIGINT`})`;
};

export function rounded(number: number, places: number): number {
  if (!Number.isFinite(number) || places > 17) return number;
  const [digits = '0', exponent = '0'] = String(Math.abs(number)).split('e');
  const shifted = Math.round(Number(`${digits}e${Number(exponent) + places}`));
  const [whole = '0', scale = '0'] = String(shifted).split('e');
  return Math.sign(number) * Number(`${whole}e${Number(scale) - places}`);
}

/** @see https://learn.microsoft.com/kusto/query/scalar-functions#mathematical-functions */
export const MATH: FunctionTable = {
  abs: kept((a) => sql`abs(${a})`),
  ceiling: ([a], call) =>
    call.type === 'decimal' || call.type === 'real'
      ? sql`ceil(${call.converted(a!, call.type)})`
      : call.converted(a!, call.type),
  sign: real(([a]) => sql`CAST(sign(${a!}) AS DOUBLE)`),
  round,
  exp: real(([a]) => sql`exp(${a!})`),
  exp2: real(([a]) => sql`pow(2.0::DOUBLE, ${a!})`),
  exp10: real(([a]) => sql`pow(10.0::DOUBLE, ${a!})`),
  log: logarithm(sql`ln`),
  log2: logarithm(sql`log2`),
  log10: logarithm(sql`log10`),
  pow: real(([a, b]) => sql`pow(${a!}, ${b!})`),
  sqrt: real(([a]) => where(sql`${a!} >= 0`, sql`sqrt(${a!})`)),
  pi: () => sql`pi()`,
  sin: real(([a]) => sql`sin(${a!})`),
  cos: real(([a]) => sql`cos(${a!})`),
  tan: real(([a]) => sql`tan(${a!})`),
  cot: real(([a]) => sql`(1.0::DOUBLE / tan(${a!}))`),
  asin: arc(sql`asin`),
  acos: arc(sql`acos`),
  atan: real(([a]) => sql`atan(${a!})`),
  atan2: real(([a, b]) => sql`atan2(${a!}, ${b!})`),
  degrees: real(([a]) => sql`degrees(${a!})`),
  radians: real(([a]) => sql`radians(${a!})`),
  isnan: real(([a]) => sql`coalesce(isnan(${a!}), FALSE)`),
  isinf: real(([a]) => sql`coalesce(isinf(${a!}), FALSE)`),
  isfinite: real(([a]) => sql`coalesce(isfinite(${a!}), FALSE)`),
  rand: ([range], call) => (range ? sql`floor(random() * ${call.converted(range, 'real')})` : sql`random()`),
  gamma: special('gamma', 1, gamma),
  loggamma: special('loggamma', 1, logGamma),
  erf: special('erf', 1, erf),
  erfc: special('erfc', 1, erfc),
  beta_cdf: special('beta_cdf', 3, betaCdf),
  beta_inv: special('beta_inv', 3, betaInverse),
  beta_pdf: special('beta_pdf', 3, betaDensity),
  welch_test: special('welch_test', 6, welchTest),
  around: ([value, center, delta], call) => {
    const span = value!.type === 'datetime' || value!.type === 'timespan';
    const type = span ? value!.type : 'real';
    const middle = call.converted(center!, type);
    const distance = call.converted(delta!, span ? 'timespan' : 'real');
    return sql`(${call.converted(value!, type)} BETWEEN ${middle} - ${distance} AND ${middle} + ${distance})`;
  },
};

/**
 * The p-value of Welch's test: how likely two samples are to differ so in their means by chance alone.
 * @see https://learn.microsoft.com/kusto/query/welch-test-function
 */
function welchTest(...[mean1, variance1, count1, mean2, variance2, count2]: number[]): number | null {
  const [first, second] = [variance1! / count1!, variance2! / count2!];
  const both = first + second;
  const t = (mean1! - mean2!) / Math.sqrt(both);
  const freedom = both ** 2 / (first ** 2 / (count1! - 1) + second ** 2 / (count2! - 1));
  const share = incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
  return Number.isNaN(share) ? null : share;
}
