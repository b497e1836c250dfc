import { dividedBy, multiplied, remainder, textOfUnits, unitsOf } from '../value/decimal.ts';
import type { NativeFunction } from './native.ts';

/**
 * What DuckDB does not do exactly with decimals: it would round or overflow where the product has more digits.
 * @see https://learn.microsoft.com/kusto/query/scalar-data-types/decimal
 */
export const multiplyDecimals = exactly('decimal_multiply', multiplied);
export const divideDecimals = exactly('decimal_divide', dividedBy);
export const remainderOfDecimals = exactly('decimal_remainder', remainder);

function exactly(name: string, work: (a: bigint, b: bigint) => bigint | undefined): NativeFunction {
  return {
    name,
    parameters: ['decimal', 'decimal'],
    returns: 'decimal',
    run: (a: string, b: string) => {
      const [left, right] = [unitsOf(a), unitsOf(b)];
      const result = left === undefined || right === undefined ? undefined : work(left, right);
      return result === undefined ? null : textOfUnits(result);
    },
  };
}
