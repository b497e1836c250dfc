import type { KqlType } from '../type.ts';
import type { Sql } from './sql.ts';
import { sql } from './sql.ts';
import { HELD_AS } from './types.ts';
import { EPOCH_TICKS, TICKS } from '../value/ticks.ts';

/** A datetime in ticks as `2024-01-02T03:04:05.1234567Z`. */
export function datetimeText(ticks: Sql): Sql {
  const microseconds = sql`(${ticks} // 10 - ${EPOCH_TICKS / TICKS.microsecond})`;
  return sql`(strftime(make_timestamp(${microseconds}), '%Y-%m-%dT%H:%M:%S.%f') || (${ticks} % 10) || 'Z')`;
}

/** A timespan in ticks as `[-][d.]hh:mm:ss[.fffffff]`. */
export function timespanText(ticks: Sql): Sql {
  const size = sql`abs(${ticks})`;
  const days = sql`CASE WHEN ${size} >= ${TICKS.day} THEN (${size} // ${TICKS.day}) || '.' ELSE '' END`;
  const clock = sql`printf('%02d:%02d:%02d', ${size} // ${TICKS.hour} % 24, ${size} // ${TICKS.minute} % 60, ${size} // ${TICKS.second} % 60)`;
  const fraction = sql`CASE WHEN ${size} % ${TICKS.second} > 0 THEN '.' || lpad((${size} % ${TICKS.second})::VARCHAR, 7, '0') ELSE '' END`;
  return sql`(CASE WHEN ${ticks} < 0 THEN '-' ELSE '' END || ${days} || ${clock} || ${fraction})`;
}

/**
 * A held value as something that DuckDB writes into JSON as the language does: numbers and booleans as they are, all
 * else as text, a dynamic as the JSON it is. Null stays NULL.
 */
export function jsonReady(value: Sql, type: KqlType): Sql {
  switch (type) {
    case 'bool':
    case 'int':
    case 'long':
    case 'string':
    case 'dynamic':
      return value;
    case 'real':
      return sql`CASE WHEN isfinite(${value}) THEN to_json(${value}) WHEN isnan(${value}) THEN '"NaN"'::JSON WHEN ${value} > 0 THEN '"Infinity"'::JSON WHEN ${value} < 0 THEN '"-Infinity"'::JSON END`;
    case 'datetime':
      return datetimeText(value);
    case 'timespan':
      return timespanText(value);
    case 'guid':
      return sql`CAST(${value} AS VARCHAR)`;
    case 'decimal':
      return sql`rtrim(rtrim(CAST(${value} AS VARCHAR), '0'), '.')`;
  }
}

/** A held value as a dynamic. */
export function asDynamic(value: Sql, type: KqlType): Sql {
  return type === 'dynamic' ? value : sql`to_json(${jsonReady(value, type)})`;
}

/**
 * What an element of a dynamic is as a value of a type, without parsing: a number is no text and a text no number. What
 * does not conform is null. datetime, timespan, guid and decimal stand in JSON as texts.
 */
export function elementAs(json: Sql, type: KqlType): Sql {
  const kind = sql`json_type(${json})`;
  const text = sql`json_extract_string(${json}, '$')`;
  const number = sql`${kind} IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE')`;
  switch (type) {
    case 'dynamic':
      return sql`nullif(${json}, 'null')`;
    case 'string':
      return sql`coalesce(${text}, '')`;
    case 'bool':
      return sql`CASE WHEN ${kind} = 'BOOLEAN' THEN TRY_CAST(${text} AS BOOLEAN) END`;
    case 'int':
    case 'long':
      return sql`CASE WHEN ${kind} = 'DOUBLE' THEN TRY_CAST(trunc(TRY_CAST(${text} AS DOUBLE)) AS ${HELD_AS[type]}) WHEN ${number} THEN TRY_CAST(${text} AS ${HELD_AS[type]}) END`;
    case 'real':
      return sql`CASE WHEN ${number} OR ${text} IN ('NaN', 'Infinity', '-Infinity') THEN TRY_CAST(${text} AS DOUBLE) END`;
    case 'decimal':
      return sql`TRY_CAST(${text} AS ${HELD_AS.decimal})`;
    case 'guid':
      return sql`CASE WHEN ${kind} = 'VARCHAR' THEN TRY_CAST(${text} AS UUID) END`;
    case 'datetime':
      return sql`CASE WHEN ${kind} = 'VARCHAR' THEN ${ticksOfText(text)} END`;
    case 'timespan':
      return sql`CASE WHEN ${kind} = 'VARCHAR' THEN ${ticksOfClock(text)} END`;
  }
}

/** Ticks of an ISO 8601 text, all seven digits kept. */
function ticksOfText(text: Sql): Sql {
  const whole = sql`epoch_us(TRY_CAST(regexp_replace(${text}, '(\\.\\d{6})\\d+', '\\1') AS TIMESTAMP))`;
  const seventh = sql`coalesce(TRY_CAST(nullif(regexp_extract(${text}, '\\.\\d{6}(\\d)', 1), '') AS BIGINT), 0)`;
  return sql`(${whole} * 10 + ${EPOCH_TICKS} + ${seventh})`;
}

/** Ticks of `[-][d.]hh:mm:ss[.fffffff]`. */
function ticksOfClock(text: Sql): Sql {
  const pattern = '^(-?)(?:(\\d+)\\.)?(\\d{1,2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,7}))?$';
  const part = (group: bigint): Sql =>
    sql`coalesce(TRY_CAST(nullif(regexp_extract(${text}, ${pattern}, ${group}), '') AS BIGINT), 0)`;
  const fraction = sql`coalesce(TRY_CAST(rpad(nullif(regexp_extract(${text}, ${pattern}, 6), ''), 7, '0') AS BIGINT), 0)`;
  const size = sql`(${part(2n)} * ${TICKS.day} + ${part(3n)} * ${TICKS.hour} + ${part(4n)} * ${TICKS.minute} + ${part(5n)} * ${TICKS.second} + ${fraction})`;
  const sign = sql`CASE WHEN starts_with(${text}, '-') THEN -1 ELSE 1 END`;
  return sql`CASE WHEN regexp_matches(${text}, ${pattern}) THEN ${size} * (${sign}) END`;
}
