import { pointsOf, textOfPoint, textOfPoints } from '../series/numbers.ts';
import type { Point } from '../series/numbers.ts';
import { arrayOf } from '../value/json-text.ts';
import { dynamicOf } from './dynamic-value.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';

/** A function of each element by itself; what is no number stays missing. */
function each(name: string, run: (value: number) => number): Rendering {
  return native({
    name,
    parameters: ['dynamic'],
    returns: 'dynamic',
    run: (series: string) => {
      const points = pointsOf(series);
      return points ? textOfPoints(points.map((point) => (point === null ? null : run(point)))) : null;
    },
  });
}

/** A function of the elements of two series in pairs, or of each element and one number. */
function paired(name: string, run: (a: number, b: number) => number | boolean): Rendering {
  const pairs = native({
    name,
    parameters: ['dynamic', 'dynamic'],
    returns: 'dynamic',
    run: (first: string, second: string) => {
      const [left, right] = [pointsOf(first), pointsOf(second)];
      if (!left && !right) return null;
      const length = Math.max(left?.length ?? 0, right?.length ?? 0);
      const at = (points: Point[] | undefined, text: string, index: number): Point =>
        points ? (points[index] ?? null) : Number(text);
      const texts = Array.from({ length }, (_, index) => {
        const [a, b] = [at(left, first, index), at(right, second, index)];
        const result = a === null || b === null ? null : run(a, b);
        return typeof result === 'boolean' ? String(result) : textOfPoint(result);
      });
      return arrayOf(texts);
    },
  });
  return (args, call) => pairs(args.map(dynamicOf), call);
}

/** @see https://learn.microsoft.com/kusto/query/series-add-function */
export const SERIES_ELEMENTS: FunctionTable = {
  series_abs: each('series_abs', Math.abs),
  series_acos: each('series_acos', Math.acos),
  series_asin: each('series_asin', Math.asin),
  series_atan: each('series_atan', Math.atan),
  series_ceiling: each('series_ceiling', Math.ceil),
  series_cos: each('series_cos', Math.cos),
  series_exp: each('series_exp', Math.exp),
  series_floor: each('series_floor', Math.floor),
  series_log: each('series_log', Math.log),
  series_sign: each('series_sign', Math.sign),
  series_sin: each('series_sin', Math.sin),
  series_tan: each('series_tan', Math.tan),
  series_add: paired('series_add', (a, b) => a + b),
  series_subtract: paired('series_subtract', (a, b) => a - b),
  series_multiply: paired('series_multiply', (a, b) => a * b),
  series_divide: paired('series_divide', (a, b) => a / b),
  series_pow: paired('series_pow', (a, b) => a ** b),
  series_equals: paired('series_equals', (a, b) => a === b),
  series_not_equals: paired('series_not_equals', (a, b) => a !== b),
  series_greater: paired('series_greater', (a, b) => a > b),
  series_greater_equals: paired('series_greater_equals', (a, b) => a >= b),
  series_less: paired('series_less', (a, b) => a < b),
  series_less_equals: paired('series_less_equals', (a, b) => a <= b),
};
