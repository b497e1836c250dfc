/** Coefficients of Lanczos' approximation, g = 7, nine terms: good to about 15 digits. */
const LANCZOS = [
  0.999_999_999_999_809_93, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_13,
  -176.615_029_162_140_59, 12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_571_6e-6,
  1.505_632_735_149_311_6e-7,
]; // prettier-ignore

/** The logarithm of the gamma function's absolute value. */
export function logGamma(x: number): number {
  if (x <= 0 && Number.isInteger(x)) return Infinity;
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
  const at = x - 1;
  const base = at + 7.5;
  const series = LANCZOS.reduce((sum, term, index) => sum + (index === 0 ? term : term / (at + index)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(base) - base + Math.log(series);
}

/** The gamma function; of a whole number exactly the factorial before it. */
export function gamma(x: number): number {
  if (Number.isInteger(x)) {
    if (x <= 0) return x === 0 ? Infinity : Number.NaN;
    if (x > 171) return Infinity;
    let product = 1;
    for (let factor = 2; factor < x; factor++) product *= factor;
    return product;
  }
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  const at = x - 1;
  const base = at + 7.5;
  const series = LANCZOS.reduce((sum, term, index) => sum + (index === 0 ? term : term / (at + index)), 0);
  // In two steps, for the power alone overflows before the whole does.
  const power = base ** ((at + 0.5) / 2);
  return Math.sqrt(2 * Math.PI) * power * Math.exp(-base) * power * series;
}

/** The error function, by its series near nought and by a continued fraction beyond. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  if (size >= 2.5) return Math.sign(x) * (1 - erfcTail(size));
  let term = x;
  let sum = x;
  for (let index = 1; Math.abs(term) > 1e-18 * Math.abs(sum) && index < 200; index++) {
    term *= (-x * x) / index;
    sum += term / (2 * index + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

export function erfc(x: number): number {
  return x >= 2.5 ? erfcTail(x) : 1 - erf(x);
}

/** erfc of 2.5 and more. */
function erfcTail(x: number): number {
  if (x > 27) return 0;
  let fraction = 0;
  for (let index = 120; index > 0; index--) fraction = index / 2 / (x + fraction);
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * (x + fraction));
}

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/**
 * The density of the beta distribution; NaN where the service has none.
 * @see https://learn.microsoft.com/kusto/query/beta-pdf-function
 */
export function betaDensity(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0 && x > 0 && x < 1)) return Number.NaN;
  return Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta(a, b));
}

/** The largest parameter that the service takes. */
const LARGEST = 10_000;

/**
 * The cumulative beta distribution; NaN where the service has none.
 * @see https://learn.microsoft.com/kusto/query/beta-cdf-function
 */
export function betaCdf(x: number, a: number, b: number): number {
  return a <= LARGEST && b <= LARGEST ? incompleteBeta(x, a, b) : Number.NaN;
}

/** The regularized incomplete beta function. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) return Number.NaN;
  if (x === 0 || x === 1) return x;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** Its continued fraction, by Lentz' method. */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const kept = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / kept(1 + even * d);
    c = kept(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / kept(1 + odd * d);
    c = kept(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return result;
}

/**
 * The value below which a share of the distribution lies, by halving. Of a share that is none it is null and of parameters
 * that are none NaN, as the page's example has it; its notes have it the other way around.
 * @see https://learn.microsoft.com/kusto/query/beta-inv-function
 */
export function betaInverse(share: number, a: number, b: number): number | null {
  if (!(a > 0 && b > 0)) return Number.NaN;
  if (!(share > 0 && share <= 1)) return null;
  let [low, high] = [0, 1];
  for (let step = 0; step < 200 && low < high; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (incompleteBeta(middle, a, b) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
