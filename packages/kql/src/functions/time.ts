import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { TICKS } from '../value/ticks.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { dateOf, ticksOfDate, weekdayOf, daysOf } from './calendar.ts';
import { typed } from './typed.ts';

/** A whole number out of an instant. */
const part = (read: (instant: Sql) => Sql): Rendering =>
  typed(['datetime'], ([instant]) => sql`CAST(${read(instant!)} AS INTEGER)`);

export const yearOf = (instant: Sql): Sql => sql`year(${dateOf(instant)})`;
export const monthOf = (instant: Sql): Sql => sql`month(${dateOf(instant)})`;

/** Beginnings of periods, `offset` periods later. Weeks begin on Sunday. */
const BEGINNINGS: Readonly<Record<string, (instant: Sql, offset: Sql) => Sql>> = {
  day: (instant, offset) => sql`((${daysOf(instant)} + ${offset}) * ${TICKS.day})`,
  week: (instant, offset) =>
    sql`((${daysOf(instant)} - ${weekdayOf(instant)} + 7 * ${offset}) * ${TICKS.day})`,
  month: (instant, offset) =>
    ticksOfDate(sql`(date_trunc('month', ${dateOf(instant)}) + to_months(${offset}))`),
  year: (instant, offset) => ticksOfDate(sql`(date_trunc('year', ${dateOf(instant)}) + to_years(${offset}))`),
};

function startOf(period: string): Rendering {
  return typed(['datetime', 'int'], ([instant, offset]) => BEGINNINGS[period]!(instant!, offset ?? sql`0`));
}

/** The last tick of a period: one before the next begins. */
function endOf(period: string): Rendering {
  return typed(['datetime', 'int'], ([instant, offset]) => {
    const next = offset ? sql`(${offset} + 1)` : sql`1`;
    return sql`(${BEGINNINGS[period]!(instant!, next)} - 1)`;
  });
}

/**
 * Instants and their parts.
 * @see https://learn.microsoft.com/kusto/query/scalar-functions#datetimetimespan-functions
 */
export const TIME: FunctionTable = {
  now: ([offset], call) =>
    offset ? sql`(${call.now} + ${call.converted(offset, 'timespan')})` : sql`${call.now}`,
  ago: ([span], call) => sql`(${call.now} - ${call.converted(span!, 'timespan')})`,
  startofday: startOf('day'),
  startofweek: startOf('week'),
  startofmonth: startOf('month'),
  startofyear: startOf('year'),
  endofday: endOf('day'),
  endofweek: endOf('week'),
  endofmonth: endOf('month'),
  endofyear: endOf('year'),
  dayofweek: typed(['datetime'], ([instant]) => sql`(${weekdayOf(instant!)} * ${TICKS.day})`),
  dayofmonth: part((instant) => sql`day(${dateOf(instant)})`),
  dayofyear: part((instant) => sql`dayofyear(${dateOf(instant)})`),
  week_of_year: part((instant) => sql`weekofyear(${dateOf(instant)})`),
  monthofyear: part(monthOf),
  getmonth: part(monthOf),
  getyear: part(yearOf),
  hourofday: part((instant) => sql`(${instant} // ${TICKS.hour} % 24)`),
};
