import { TICKS } from '../value/ticks.ts';
import { LAST_TICK } from '../value/time.ts';
import type { Call, Literal, LiteralValue, Scalar } from './scalar.ts';

/**
 * Works out the instants and spans a query is written around, so that a condition on a column of time compares it with a
 * literal and files of other days are left unread. `now` is in ticks.
 */
export function folded(scalar: Scalar, now: bigint): Scalar {
  if (scalar.op !== 'call') return scalar;
  const args = scalar.arguments.map((argument) => folded(argument, now));
  const call = { ...scalar, arguments: args };
  if (scalar.type !== 'datetime' && scalar.type !== 'timespan') return call;
  const value = valueOf(call, now);
  // What leaves the calendar is null, and the function says so.
  const outside =
    scalar.type === 'datetime' && typeof value === 'bigint' && (value < 0n || value > LAST_TICK);
  return value === undefined || outside
    ? call
    : ({ op: 'literal', type: scalar.type, value } satisfies Literal);
}

function valueOf({ name, arguments: args }: Call, now: bigint): LiteralValue | undefined {
  const ticks: bigint[] = [];
  for (const argument of args) {
    if (argument.op !== 'literal' || typeof argument.value !== 'bigint') return undefined;
    ticks.push(argument.value);
  }
  const [first = 0n, second] = ticks;
  switch (name) {
    case 'now':
      return now + first;
    case 'ago':
      return now - first;
    case '+':
      return second === undefined ? undefined : first + second;
    case '-':
      return second === undefined ? undefined : first - second;
    case '*':
      return second === undefined ? undefined : first * second;
    case 'unary -':
      return -first;
    case 'startofday':
      return first - (first % TICKS.day) + (second ?? 0n) * TICKS.day;
    default:
      return undefined;
  }
}
