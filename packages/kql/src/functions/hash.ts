import { sql } from '../sql/sql.ts';
import { xxhash64 } from '../value/xxhash.ts';
import { textOf } from './text-of.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';

const hashOfText = native({
  name: 'xxhash64_text',
  parameters: ['string'],
  returns: 'long',
  run: (text: string) => xxhash64(Buffer.from(text)),
});

/** Numbers and times are hashed as the eight bytes they are held in, the lowest first. */
const hashOfNumber = native({
  name: 'xxhash64_long',
  parameters: ['long'],
  returns: 'long',
  run: (value: bigint) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(value);
    return xxhash64(bytes);
  },
});

/**
 * xxhash64 of a value; with a divisor what remains, never negative.
 * @see https://learn.microsoft.com/kusto/query/hash-function
 */
const hash: Rendering = ([value, divisor], call) => {
  const whole =
    value!.type === 'datetime' || value!.type === 'timespan' || value!.type === 'long'
      ? hashOfNumber([{ ...value!, type: 'long' }], call)
      : hashOfText([{ ...value!, type: 'string', sql: textOf(value!, call) }], call);
  if (!divisor) return whole;
  const by = call.converted(divisor, 'long');
  return sql`((${whole} % ${by} + abs(${by})) % abs(${by}))`;
};

export const HASH: FunctionTable = {
  hash,
  hash_xxhash64: hash,
  /** @see https://learn.microsoft.com/kusto/query/hash-md5-function */
  hash_md5: ([value], call) => sql`md5(${textOf(value!, call)})`,
  /** @see https://learn.microsoft.com/kusto/query/hash-sha1-function */
  hash_sha1: ([value], call) => sql`sha1(${textOf(value!, call)})`,
  /** @see https://learn.microsoft.com/kusto/query/hash-sha256-function */
  hash_sha256: ([value], call) => sql`sha256(${textOf(value!, call)})`,
};
