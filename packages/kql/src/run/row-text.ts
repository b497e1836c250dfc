import type { RowForm } from '../engine.ts';
import { datetimeText, timespanText } from '../sql/json.ts';
import { identifier, joined, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Column, KqlType } from '../type.ts';
import { LAST_TICK } from '../value/time.ts';

/** A row as an array of its values, all as JSON. */
export const VALUES: RowForm = { row: 'array', bool: 'json', dynamic: 'json' };

/**
 * A query whose one column is the JSON text of each row. To read one text from DuckDB costs what it costs to read one
 * value, so that wide rows leave several times faster.
 */
export function rowTexts(columns: readonly Column[], statement: Sql, form: RowForm): Sql {
  const inner = columns.map((_, index) => identifier(`c${index}`));
  const pieces = columns.flatMap(({ name, type }, index) => {
    const comma = index === 0 ? '' : ',';
    const before = form.row === 'array' ? comma : `${comma}${JSON.stringify(name)}:`;
    const value = sql`coalesce(${valueText(inner[index] ?? sql``, type, form)}, 'null')`;
    return before === '' ? [value] : [sql`${before}`, value];
  });
  const [open, close] = form.row === 'array' ? ['[', ']'] : ['{', '}'];
  const from = columns.length === 0 ? sql`` : sql`(${joined(inner, ', ')})`;
  return sql`SELECT concat(${joined([open, ...pieces, close], ', ')}) FROM (${statement}) AS ${identifier('result')}${from}`;
}

/** A held value as JSON text; NULL for null. See `KqlValue` for the forms; a long has all its digits. */
function valueText(value: Sql, type: KqlType, { bool, dynamic }: RowForm): Sql {
  switch (type) {
    case 'bool':
      return bool === 'json' ? text(value) : sql`CAST(CAST(${value} AS INTEGER) AS VARCHAR)`;
    case 'int':
    case 'long':
      return text(value);
    case 'real':
      return sql`CASE WHEN isfinite(CAST(${value} AS DOUBLE)) THEN ${text(sql`CAST(${value} AS DOUBLE)`)} WHEN isnan(CAST(${value} AS DOUBLE)) THEN '"NaN"' WHEN ${value} > 0 THEN '"Infinity"' WHEN ${value} < 0 THEN '"-Infinity"' END`;
    case 'string':
    case 'guid':
      return quoted(text(value));
    case 'decimal':
      return quoted(sql`regexp_replace(${text(value)}, '\\.0*$|(\\.[0-9]*[1-9])0+$', '\\1')`);
    case 'datetime':
      // Arithmetic may lead out of the years 1 to 9999; there is no such instant.
      return sql`CASE WHEN ${value} BETWEEN 0 AND ${LAST_TICK} THEN '"' || ${datetimeText(value)} || '"' END`;
    case 'timespan':
      return sql`CASE WHEN ${value} = ${SHORTEST} THEN '"-10675199.02:48:05.4775808"' ELSE '"' || ${timespanText(value)} || '"' END`;
    case 'dynamic':
      return dynamic === 'json' ? text(value) : quoted(text(value));
  }
}

/** What it is long has no place in 64 bits. */
const SHORTEST = -(2n ** 63n);

const text = (value: Sql): Sql => sql`CAST(${value} AS VARCHAR)`;
const quoted = (value: Sql): Sql => sql`CAST(to_json(${value}) AS VARCHAR)`;
