import { sql } from '../sql/sql.ts';
import { EPOCH_TICKS } from '../value/ticks.ts';
import { LAST_TICK } from '../value/time.ts';
import type { FunctionTable, Rendering } from './function.ts';

/** Ticks in one unit as a fraction, so that whole numbers stay exact: seconds are 10,000,000 ticks, 100 ns one. */
function fromUnix(multiply: bigint, divide: bigint): Rendering {
  return ([argument], call) => {
    const whole = argument!.type === 'int' || argument!.type === 'long';
    const scaled = whole
      ? sql`CAST(CAST(${argument!.sql} AS HUGEINT) * ${multiply} // ${divide} AS HUGEINT)`
      : sql`TRY_CAST(trunc(${call.converted(argument!, 'real')} * ${multiply} / ${divide}) AS HUGEINT)`;
    const ticks = sql`(${scaled} + ${EPOCH_TICKS})`;
    return sql`CAST(CASE WHEN ${ticks} BETWEEN 0 AND ${LAST_TICK} THEN ${ticks} END AS BIGINT)`;
  };
}

/** @see https://learn.microsoft.com/kusto/query/unixtime-seconds-todatetime-function */
export const UNIX_TIME: FunctionTable = {
  unixtime_seconds_todatetime: fromUnix(10_000_000n, 1n),
  unixtime_milliseconds_todatetime: fromUnix(10_000n, 1n),
  unixtime_microseconds_todatetime: fromUnix(10n, 1n),
  unixtime_nanoseconds_todatetime: fromUnix(1n, 100n),
};
