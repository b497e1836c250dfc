import { finiteFilter, infiniteFilter, transform } from '../series/filter.ts';
import { finiteOf, textOfPoints } from '../series/numbers.ts';
import { arrayOf } from '../value/json-text.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';
import type { NativeValue } from './native.ts';
import { given } from './typed.ts';

const fir = native({
  name: 'series_fir',
  parameters: ['dynamic', 'dynamic', 'bool', 'bool'],
  returns: 'dynamic',
  nulls: 'passed',
  run: (series: string | null, filter: string | null, normalize: NativeValue, center: NativeValue) => {
    const [values, weights] = [finiteOf(series ?? 'null'), finiteOf(filter ?? 'null')];
    if (!values || !weights || weights.length === 0) return null;
    const negative = weights.some((weight) => weight < 0);
    if (negative && normalize === true) return null;
    const options = {
      normalize: normalize === null ? !negative : normalize === true,
      center: center === true,
    };
    return textOfPoints(finiteFilter(values, weights, options));
  },
});

/** Both parts of the transform, as an array of two. */
function fourier(name: string, direction: -1 | 1): Rendering {
  const run = native({
    name,
    parameters: ['dynamic', 'dynamic'],
    returns: 'dynamic',
    nulls: 'passed',
    run: (first: string | null, second: string | null) => {
      const real = finiteOf(first ?? 'null');
      const imaginary = second === null ? real?.map(() => 0) : finiteOf(second);
      if (!real || imaginary?.length !== real.length) return null;
      const scale = direction === 1 ? real.length : 1;
      const [re, im] = transform(real, imaginary, direction);
      return arrayOf([re, im].map((part) => textOfPoints(part.map((value) => value / scale))));
    },
  });
  return ([real, imaginary], call) => run([real!, imaginary ?? given('dynamic', null)], call);
}

/** @see https://learn.microsoft.com/kusto/query/series-fir-function */
export const SERIES_FILTER: FunctionTable = {
  series_fir: ([series, filter, normalize, center], call) =>
    fir([series!, filter!, normalize ?? given('bool', null), center ?? given('bool', false)], call),
  series_iir: native({
    name: 'series_iir',
    parameters: ['dynamic', 'dynamic', 'dynamic'],
    returns: 'dynamic',
    run: (series: string, numerators: string, denominators: string) => {
      const [values, above, below] = [finiteOf(series), finiteOf(numerators), finiteOf(denominators)];
      return values && above && below?.[0] ? textOfPoints(infiniteFilter(values, above, below)) : null;
    },
  }),
  series_fft: fourier('series_fft', -1),
  series_ifft: fourier('series_ifft', 1),
};
