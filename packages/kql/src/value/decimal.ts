/** Digits behind the point that a decimal is held with. */
export const SCALE = 17;
const ONE = 10n ** BigInt(SCALE);
const LIMIT = 10n ** 38n;

/** A decimal as a whole number of units of its last digit, from text as `-1.25` or `1e5`. */
export function unitsOf(text: string): bigint | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole + fraction === '') return undefined;
  const shift = Number(exponent) - fraction.length + SCALE;
  const digits = BigInt(whole + fraction);
  const units = shift >= 0 ? digits * 10n ** BigInt(shift) : rounded(digits, 10n ** BigInt(-shift));
  return fits(sign === '-' ? -units : units);
}

/** The shortest text of a decimal: `1.25`, `3`. */
export function textOfUnits(units: bigint): string {
  const size = units < 0n ? -units : units;
  const fraction = String(size % ONE)
    .padStart(SCALE, '0')
    .replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${size / ONE}${fraction && `.${fraction}`}`;
}

export const multiplied = (a: bigint, b: bigint): bigint | undefined =>
  fits(signed(a, b, (x, y) => rounded(x * y, ONE)));

export const dividedBy = (a: bigint, b: bigint): bigint | undefined =>
  b === 0n ? undefined : fits(signed(a, b, (x, y) => rounded(x * ONE, y)));

/** The remainder that is never negative. */
export function remainder(a: bigint, b: bigint): bigint | undefined {
  if (b === 0n) return undefined;
  const size = b < 0n ? -b : b;
  return ((a % size) + size) % size;
}

function signed(a: bigint, b: bigint, work: (a: bigint, b: bigint) => bigint): bigint {
  const size = work(a < 0n ? -a : a, b < 0n ? -b : b);
  return a < 0n === b < 0n ? size : -size;
}

/** Halves go away from zero. */
const rounded = (numerator: bigint, denominator: bigint): bigint =>
  (numerator * 2n + denominator) / (denominator * 2n);

const fits = (units: bigint): bigint | undefined => (units > -LIMIT && units < LIMIT ? units : undefined);
