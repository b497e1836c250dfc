import { mean, sum, variance } from './statistics.ts';

export interface Fit {
  readonly rsquare: number;
  /** Highest power first. */
  readonly coefficients: readonly number[];
  readonly variance: number;
  readonly rvariance: number;
  readonly fit: readonly number[];
}

/** A straight line through a series whose points are one apart, the first at `start`: 1 in the language. */
export function fitLine(values: readonly number[], start = 1): Fit {
  const places = values.map((_, index) => start + index);
  const [middle, height] = [mean(places), mean(values)];
  const spread = sum(places.map((place) => (place - middle) ** 2));
  const slope =
    spread === 0
      ? 0
      : sum(places.map((place, index) => (place - middle) * (values[index]! - height))) / spread;
  return fitted(values, places, [slope, height - slope * middle]);
}

/** The polynomial nearest to points, by least squares; undefined when they do not determine one. */
export function fitPolynomial(
  values: readonly number[],
  places: readonly number[],
  degree: number,
): Fit | undefined {
  if (values.length !== places.length || values.length <= degree) return undefined;
  const rows = places.map((place) =>
    Array.from({ length: degree + 1 }, (_, index) => place ** (degree - index)),
  );
  const coefficients = leastSquares(rows, values);
  return coefficients && fitted(values, places, coefficients);
}

function fitted(values: readonly number[], places: readonly number[], coefficients: readonly number[]): Fit {
  const fit = places.map((place) => coefficients.reduce((total, factor) => total * place + factor, 0));
  return { coefficients, fit, ...quality(values, fit) };
}

export function quality(
  values: readonly number[],
  fit: readonly number[],
): Pick<Fit, 'rsquare' | 'variance' | 'rvariance'> {
  const whole = variance(values);
  const rest = variance(values.map((value, index) => value - fit[index]!));
  return { rsquare: whole === 0 ? 1 : 1 - rest / whole, variance: whole, rvariance: rest };
}

/** Solves an overdetermined system by reflections (Householder). */
function leastSquares(rows: readonly (readonly number[])[], values: readonly number[]): number[] | undefined {
  const a = rows.map((row) => [...row]);
  const b = [...values];
  const [height, width] = [a.length, a[0]?.length ?? 0];
  for (let column = 0; column < width; column++) {
    const norm = Math.sqrt(sum(a.slice(column).map((row) => row[column]! ** 2)));
    if (norm === 0) return undefined;
    const sign = a[column]![column]! > 0 ? -1 : 1;
    const reflector = a.slice(column).map((row) => row[column]!);
    reflector[0]! -= sign * norm;
    const length = sum(reflector.map((part) => part ** 2));
    if (length === 0) continue;
    for (let target = column; target <= width; target++) {
      const get = (index: number): number =>
        target === width ? b[column + index]! : a[column + index]![target]!;
      const factor = (2 * sum(reflector.map((part, index) => part * get(index)))) / length;
      reflector.forEach((part, index) => {
        if (target === width) b[column + index]! -= factor * part;
        else a[column + index]![target]! -= factor * part;
      });
    }
  }
  const solution: number[] = Array.from({ length: width }, () => 0);
  for (let row = Math.min(width, height) - 1; row >= 0; row--) {
    const known = sum(solution.slice(row + 1).map((value, index) => value * a[row]![row + 1 + index]!));
    if (Math.abs(a[row]![row]!) < 1e-300) return undefined;
    solution[row] = (b[row]! - known) / a[row]![row]!;
  }
  return solution;
}

export interface TwoLines {
  readonly split: number;
  readonly left: Fit;
  readonly right: Fit;
  readonly fit: readonly number[];
}

/** Two lines, one up to the break and one from it, that together lie nearest. */
export function fitTwoLines(values: readonly number[]): TwoLines | undefined {
  let best: TwoLines | undefined;
  let least = Infinity;
  for (let split = 2; split <= values.length - 2; split++) {
    const left = fitLine(values.slice(0, split));
    const right = fitLine(values.slice(split), split + 1);
    const fit = [...left.fit, ...right.fit];
    const rest = sum(values.map((value, index) => (value - fit[index]!) ** 2));
    if (rest < least) [best, least] = [{ split, left, right, fit }, rest];
  }
  return best;
}
