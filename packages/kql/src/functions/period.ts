import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { TICKS } from '../value/ticks.ts';
import { clockOf, dateOf, daysOf, ticksOfDate, weekdayOf } from './calendar.ts';
import type { Argument, CallContext, FunctionTable, Rendering } from './function.ts';

/** One period of the calendar: its first argument must stand in the query, or be one of the values tried in turn. */
interface Period {
  readonly part?: (instant: Sql) => Sql;
  /** How many beginnings of the period lie before an instant: the difference of two is `datetime_diff`. */
  readonly index?: (instant: Sql) => Sql;
  /** Periods between two neighbouring beginnings, where there is more than one to a tick. */
  readonly each?: bigint;
  readonly add?: (instant: Sql, amount: Sql) => Sql;
}

function ticksPeriod(size: bigint, part?: (instant: Sql) => Sql): Period {
  return {
    ...(part && { part }),
    index: (instant) => sql`(${instant} // ${size})`,
    add: (instant, amount) => sql`(${instant} + ${amount} * ${size})`,
  };
}

/** Months keep the day of the month where they have it, and the time of day. */
function monthsPeriod(months: bigint, part: (instant: Sql) => Sql): Period {
  const month = (instant: Sql): Sql => sql`(year(${dateOf(instant)}) * 12 + month(${dateOf(instant)}) - 1)`;
  return {
    part,
    index: (instant) => sql`(${month(instant)} // ${months})`,
    add: (instant, amount) =>
      sql`(${ticksOfDate(sql`(${dateOf(instant)} + to_months(CAST(${amount} * ${months} AS INTEGER)))`)} + ${clockOf(instant)})`,
  };
}

/** Under a second, `part` counts from the last whole second. */
const ofSecond = (instant: Sql): Sql => sql`(${instant} % ${TICKS.second})`;

const PERIODS: Readonly<Record<string, Period>> = {
  year: monthsPeriod(12n, (instant) => sql`year(${dateOf(instant)})`),
  quarter: monthsPeriod(3n, (instant) => sql`quarter(${dateOf(instant)})`),
  month: monthsPeriod(1n, (instant) => sql`month(${dateOf(instant)})`),
  week: {
    index: (instant) => sql`((${daysOf(instant)} - ${weekdayOf(instant)}) // 7)`,
    add: (instant, amount) => sql`(${instant} + ${amount} * ${7n * TICKS.day})`,
  },
  week_of_year: { part: (instant) => sql`weekofyear(${dateOf(instant)})` },
  day: ticksPeriod(TICKS.day, (instant) => sql`day(${dateOf(instant)})`),
  dayofyear: { part: (instant) => sql`dayofyear(${dateOf(instant)})` },
  hour: ticksPeriod(TICKS.hour, (instant) => sql`(${instant} // ${TICKS.hour} % 24)`),
  minute: ticksPeriod(TICKS.minute, (instant) => sql`(${instant} // ${TICKS.minute} % 60)`),
  second: ticksPeriod(TICKS.second, (instant) => sql`(${instant} // ${TICKS.second} % 60)`),
  millisecond: ticksPeriod(
    TICKS.millisecond,
    (instant) => sql`(${ofSecond(instant)} // ${TICKS.millisecond})`,
  ),
  microsecond: ticksPeriod(
    TICKS.microsecond,
    (instant) => sql`(${ofSecond(instant)} // ${TICKS.microsecond})`,
  ),
  nanosecond: {
    part: (instant) => sql`(${ofSecond(instant)} * 100)`,
    index: (instant) => instant,
    each: 100n,
    add: (instant, amount) => sql`(${instant} + ${amount} // 100)`,
  },
};

/** Writes a call for the period that its first argument names; null where that is none. */
function byPeriod(
  what: keyof Period,
  write: (period: Period, values: readonly Sql[]) => Sql,
  types: readonly ('datetime' | 'long')[],
): Rendering {
  return ([name, ...rest], call) => {
    const period = periodOf(name, what, call);
    return write(
      period,
      rest.map((argument, index) => call.converted(argument, types[index]!)),
    );
  };
}

function periodOf(argument: Argument | undefined, what: keyof Period, call: CallContext): Period {
  const name = String(call.literal(argument, 'The period').value).toLowerCase();
  const period = Object.hasOwn(PERIODS, name) ? PERIODS[name] : undefined;
  if (period?.[what]) return period;
  const known = Object.keys(PERIODS).filter((key) => PERIODS[key]![what]);
  return call.unsupported(`'${name}' is no period of ${call.name}(). Write one of ${known.join(', ')}.`);
}

/**
 * @see https://learn.microsoft.com/kusto/query/datetime-add-function
 * @see https://learn.microsoft.com/kusto/query/datetime-diff-function
 * @see https://learn.microsoft.com/kusto/query/datetime-part-function
 */
export const PERIOD: FunctionTable = {
  datetime_add: byPeriod('add', ({ add }, [amount, instant]) => add!(instant!, amount!), [
    'long',
    'datetime',
  ]),
  datetime_diff: byPeriod(
    'index',
    ({ index, each }, [a, b]) => sql`((${index!(a!)} - ${index!(b!)}) * ${each ?? 1n})`,
    ['datetime', 'datetime'],
  ),
  datetime_part: byPeriod('part', ({ part }, [instant]) => sql`CAST(${part!(instant!)} AS INTEGER)`, [
    'datetime',
  ]),
  datepart: byPeriod('part', ({ part }, [instant]) => sql`CAST(${part!(instant!)} AS INTEGER)`, ['datetime']),
};
