import { fitLine, fitPolynomial, fitTwoLines, quality } from '../series/fit.ts';
import type { Fit } from '../series/fit.ts';
import { finiteOf, textOfPoints } from '../series/numbers.ts';
import { arrayOf, bagOf, realText } from '../value/json-text.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';
import { given } from './typed.ts';

type Parts = ReadonlyMap<string, string>;

/** A fit by the names of its parts, in the order of the columns: as an array of them, or as a bag. */
function fit(
  name: string,
  form: 'array' | 'bag',
  run: (values: readonly number[]) => Parts | undefined,
): Rendering {
  return native({
    name,
    parameters: ['dynamic'],
    returns: 'dynamic',
    run: (series: string) => {
      const values = finiteOf(series);
      const parts = values && values.length > 0 ? run(values) : undefined;
      if (!parts) return null;
      return form === 'bag' ? bagOf(parts) : arrayOf([...parts.values()]);
    },
  });
}

function line(values: readonly number[]): Parts {
  const { rsquare, variance, rvariance, coefficients, fit: points } = fitLine(values);
  const [slope = 0, interception = 0] = coefficients;
  return new Map([
    ['rsquare', realText(rsquare)],
    ['slope', realText(slope)],
    ['variance', realText(variance)],
    ['rvariance', realText(rvariance)],
    ['interception', realText(interception)],
    ['line_fit', textOfPoints(points)],
  ]);
}

/** One of two lines: the bag has its parts under the side's name. */
function side({
  rsquare,
  variance,
  rvariance,
  coefficients: [slope = 0, interception = 0],
}: Fit): [string, string][] {
  return [
    ['rsquare', realText(rsquare)],
    ['slope', realText(slope)],
    ['interception', realText(interception)],
    ['variance', realText(variance)],
    ['rvariance', realText(rvariance)],
  ];
}

function twoLines(values: readonly number[], nested: boolean): Parts | undefined {
  const lines = fitTwoLines(values);
  if (!lines) return undefined;
  const { rsquare, variance, rvariance } = quality(values, lines.fit);
  const sides = [
    ['right', side(lines.right)],
    ['left', side(lines.left)],
  ] as const;
  return new Map<string, string>([
    ['rsquare', realText(rsquare)],
    ['split_idx', String(lines.split)],
    ['variance', realText(variance)],
    ['rvariance', realText(rvariance)],
    ['line_fit', textOfPoints(lines.fit)],
    ...sides.flatMap(([name, parts]): [string, string][] =>
      nested ? [[name, bagOf(parts)]] : parts.map(([part, text]) => [`${name}_${part}`, text]),
    ),
  ]);
}

const polynomial = native({
  name: 'series_fit_poly',
  parameters: ['dynamic', 'dynamic', 'long'],
  returns: 'dynamic',
  nulls: 'passed',
  run: (series: string | null, places: string | null, degree: bigint) => {
    const values = finiteOf(series ?? 'null');
    const xs = places === null ? values?.map((_, index) => index + 1) : finiteOf(places);
    const found =
      values && xs && degree >= 0n && degree < 64n ? fitPolynomial(values, xs, Number(degree)) : undefined;
    if (!found) return null;
    const { rsquare, coefficients, variance, rvariance, fit: points } = found;
    return arrayOf([
      realText(rsquare), textOfPoints(coefficients), realText(variance), realText(rvariance), textOfPoints(points),
    ]); // prettier-ignore
  },
});

/** @see https://learn.microsoft.com/kusto/query/series-fit-line-function */
export const SERIES_FIT: FunctionTable = {
  series_fit_line: fit('series_fit_line', 'array', line),
  series_fit_line_dynamic: fit('series_fit_line_dynamic', 'bag', line),
  series_fit_2lines: fit('series_fit_2lines', 'array', (values) => twoLines(values, false)),
  series_fit_2lines_dynamic: fit('series_fit_2lines_dynamic', 'bag', (values) => twoLines(values, true)),
  series_fit_poly: ([series, places, degree], call) =>
    polynomial([series!, places ?? given('dynamic', null), degree ?? given('long', 1n)], call),
};
