import type { KqlType } from '../type.ts';
import type { Sql } from './sql.ts';
import { sql } from './sql.ts';

/**
 * How a value of each type is held while a query runs. datetime and timespan are ticks of 100 ns (a datetime from
 * 0001-01-01), so that all seven digits and the whole range of the language are exact; a dynamic is its JSON text, and the
 * JSON null is the SQL NULL; a string is never NULL.
 */
export const HELD_AS: Readonly<Record<KqlType, Sql>> = {
  bool: sql`BOOLEAN`,
  int: sql`INTEGER`,
  long: sql`BIGINT`,
  real: sql`DOUBLE`,
  decimal: sql`DECIMAL(38, 17)`,
  datetime: sql`BIGINT`,
  timespan: sql`BIGINT`,
  guid: sql`UUID`,
  string: sql`VARCHAR`,
  dynamic: sql`JSON`,
};
