import { textOfPoint } from '../series/numbers.ts';
import type { Rendering } from './function.ts';
import { native } from './native.ts';

/** Whole numbers stay whole; a null result is null. */
const WHOLE: Readonly<Record<string, (a: bigint, b: bigint) => bigint | null>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0n ? null : a / b),
  '%': (a, b) => (b === 0n ? null : ((a % b) + (b < 0n ? -b : b)) % (b < 0n ? -b : b)),
};

const REAL: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => ((a % b) + Math.abs(b)) % Math.abs(b),
};

const isWhole = (text: string): boolean => /^-?\d+$/.test(text);
const isNumber = (text: string): boolean => /^-?\d/.test(text);

/** What two numbers inside dynamics come to; with anything else inside there is null. */
function work(sign: string, a: string, b: string): string | null {
  if (!isNumber(a) || !isNumber(b)) return null;
  if (isWhole(a) && isWhole(b)) {
    const result = WHOLE[sign]!(BigInt(a), BigInt(b));
    return result === null || BigInt.asIntN(64, result) !== result ? null : String(result);
  }
  return textOfPoint(REAL[sign]!(Number(a), Number(b)));
}

/** Arithmetic between dynamics; the sign is one of `+ - * / %`, or a sign in front of one dynamic. */
export function dynamicArithmetic(sign: string): Rendering {
  if (sign === 'unary +') return ([a]) => a!.sql;
  if (sign === 'unary -') {
    return native({
      name: 'dynamic_negated',
      parameters: ['dynamic'],
      returns: 'dynamic',
      run: (a: string) => work('-', '0', a),
    });
  }
  return native({
    name: `dynamic_arithmetic_${Object.keys(REAL).indexOf(sign)}`,
    parameters: ['dynamic', 'dynamic'],
    returns: 'dynamic',
    run: (a: string, b: string) => work(sign, a, b),
  });
}
