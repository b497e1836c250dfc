import { parseDatetime } from '../value/time.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';
import { completed, given } from './typed.ts';

const SECOND = 10_000_000;

/** A whole part within its bounds. */
const isPart = (value: bigint, last: number): boolean => value >= 0n && value <= BigInt(last);

const makeDatetime = native({
  name: 'make_datetime',
  parameters: ['long', 'long', 'long', 'long', 'long', 'real'],
  returns: 'datetime',
  run: (year: bigint, month: bigint, day: bigint, hour: bigint, minute: bigint, second: number) => {
    const clock = clockTicks(hour, minute, second);
    if (clock === undefined || !isPart(year, 9999) || !isPart(month, 12) || !isPart(day, 31)) return null;
    const two = (part: bigint): string => String(part).padStart(2, '0');
    const midnight = parseDatetime(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`);
    return midnight === undefined ? null : midnight + clock;
  },
});

const makeTimespan = native({
  name: 'make_timespan',
  parameters: ['long', 'long', 'long', 'real'],
  returns: 'timespan',
  run: (days: bigint, hours: bigint, minutes: bigint, seconds: number) => {
    const clock = clockTicks(hours, minutes, seconds);
    return clock === undefined || !isPart(days, 10_675_198) ? null : days * 86_400n * BigInt(SECOND) + clock;
  },
});

function clockTicks(hours: bigint, minutes: bigint, seconds: number): bigint | undefined {
  if (!isPart(hours, 23) || !isPart(minutes, 59) || !(seconds >= 0 && seconds < 60)) return undefined;
  return (hours * 3600n + minutes * 60n) * BigInt(SECOND) + BigInt(Math.floor(seconds * SECOND + 0.5));
}

const zero = given('long', 0n);
const noSeconds = given('real', 0);

/** `make_datetime(text)` and `make_timespan(text)` read their one argument. */
const orRead =
  (type: 'datetime' | 'timespan', make: Rendering): Rendering =>
  (args, call) =>
    args.length === 1 ? call.converted(args[0]!, type) : make(args, call);

/**
 * @see https://learn.microsoft.com/kusto/query/make-datetime-function
 * @see https://learn.microsoft.com/kusto/query/make-timespan-function
 */
export const TIME_MAKING: FunctionTable = {
  make_datetime: orRead('datetime', (args, call) =>
    makeDatetime(completed(args, [undefined, undefined, undefined, zero, zero, noSeconds]), call),
  ),
  make_timespan: orRead('timespan', (args, call) =>
    makeTimespan(args.length === 4 ? args : completed([zero, ...args], [zero, zero, zero, noSeconds]), call),
  ),
};
