import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { TICKS } from '../value/ticks.ts';

/** Whole days of an instant since 0001-01-01, which was a Monday. */
export const daysOf = (instant: Sql): Sql => sql`(${instant} // ${TICKS.day})`;

/** The day of the week, from Sunday as 0. */
export const weekdayOf = (instant: Sql): Sql => sql`((${daysOf(instant)} + 1) % 7)`;

/** The DATE of an instant. */
export const dateOf = (instant: Sql): Sql => sql`(DATE '0001-01-01' + CAST(${daysOf(instant)} AS INTEGER))`;

/** Midnight of a DATE or TIMESTAMP, in ticks. */
export const ticksOfDate = (date: Sql): Sql =>
  sql`((CAST(${date} AS DATE) - DATE '0001-01-01') * ${TICKS.day})`;

/** The time of day of an instant, in ticks. */
export const clockOf = (instant: Sql): Sql => sql`(${instant} % ${TICKS.day})`;
