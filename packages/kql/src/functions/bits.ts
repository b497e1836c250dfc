import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { typed } from './typed.ts';
import { native } from './native.ts';

const bits = (render: (values: readonly Sql[]) => Sql): Rendering => typed(['long'], render);

/** A shift counts modulo 64; by less than nought it is null. */
const shift = (name: string, move: (value: bigint, by: bigint) => bigint): Rendering =>
  native({
    name,
    parameters: ['long', 'long'],
    returns: 'long',
    run: (value: bigint, by: bigint) => (by < 0n ? null : BigInt.asIntN(64, move(value, by % 64n))),
  });

/** @see https://learn.microsoft.com/kusto/query/binary-and-function */
export const BITS: FunctionTable = {
  binary_and: bits(([a, b]) => sql`(${a!} & ${b!})`),
  binary_or: bits(([a, b]) => sql`(${a!} | ${b!})`),
  binary_xor: bits(([a, b]) => sql`xor(${a!}, ${b!})`),
  binary_not: bits(([a]) => sql`(~${a!})`),
  binary_shift_left: shift('binary_shift_left', (value, by) => value << by),
  binary_shift_right: shift('binary_shift_right', (value, by) => value >> by),
  bitset_count_ones: bits(([a]) => sql`CAST(bit_count(${a!}) AS BIGINT)`),
};
