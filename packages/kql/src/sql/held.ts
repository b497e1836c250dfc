import type { KqlType } from '../type.ts';
import type { StoredColumn } from './stored.ts';
import type { Sql } from './sql.ts';
import { sql } from './sql.ts';
import { HELD_AS } from './types.ts';
import { EPOCH_TICKS } from '../value/ticks.ts';

/** A stored column in the form its values are held in while a query runs. What cannot be cast is null. */
export function heldFrom(column: StoredColumn | undefined, type: KqlType): Sql {
  if (!column) return type === 'string' ? sql`''` : sql`CAST(NULL AS ${HELD_AS[type]})`;
  const { raw, type: stored } = column;
  switch (type) {
    case 'string':
      return stored === 'VARCHAR' ? sql`coalesce(${raw}, '')` : sql`coalesce(CAST(${raw} AS VARCHAR), '')`;
    case 'datetime':
      return heldDatetime(raw, stored);
    case 'timespan':
      if (stored === 'INTERVAL') return sql`CAST(epoch_us(${raw}) * 10 AS BIGINT)`;
      return stored === 'VARCHAR' ? timespanOfText(raw) : sql`TRY_CAST(${raw} AS BIGINT)`;
    case 'dynamic':
      return heldDynamic(raw, stored);
    case 'bool':
    case 'decimal':
    case 'guid':
    case 'int':
    case 'long':
    case 'real':
      return sql`TRY_CAST(${raw} AS ${HELD_AS[type]})`;
  }
}

function heldDatetime(raw: Sql, stored: string): Sql {
  if (stored === 'BIGINT') return raw;
  if (stored === 'TIMESTAMP_NS') return sql`(epoch_ns(${raw}) // 100 + ${EPOCH_TICKS})`;
  if (stored.startsWith('TIMESTAMP')) return sql`(epoch_us(${raw}) * 10 + ${EPOCH_TICKS})`;
  return sql`(epoch_ns(TRY_CAST(${raw} AS TIMESTAMP_NS)) // 100 + ${EPOCH_TICKS})`;
}

/** Ticks, or as the language writes it: `[-][d.]hh:mm:ss[.fffffff]`. */
function timespanOfText(raw: Sql): Sql {
  const part = (group: number): Sql =>
    sql`coalesce(TRY_CAST(regexp_extract(${raw}, ${TIMESPAN}, ${BigInt(group)}) AS BIGINT), 0)`;
  const fraction = sql`CAST(rpad(regexp_extract(${raw}, ${TIMESPAN}, 6), 7, '0') AS BIGINT)`;
  const ticks = sql`((((${part(2)} * 24 + ${part(3)}) * 60 + ${part(4)}) * 60 + ${part(5)}) * 10000000 + ${fraction})`;
  return sql`CASE WHEN regexp_full_match(${raw}, ${TIMESPAN}) THEN CASE WHEN starts_with(${raw}, '-') THEN -${ticks} ELSE ${ticks} END ELSE TRY_CAST(${raw} AS BIGINT) END`;
}

const TIMESPAN = '(-?)(?:([0-9]{1,8})[.])?([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:[.]([0-9]{1,7}))?';

/** Text that is no JSON is held as a JSON string, so that nothing of it is lost. */
function heldDynamic(raw: Sql, stored: string): Sql {
  if (stored === 'JSON') return sql`nullif(${raw}, 'null')`;
  if (stored !== 'VARCHAR') return sql`to_json(${raw})`;
  return sql`CASE WHEN ${raw} = '' OR ${raw} = 'null' THEN NULL WHEN json_valid(${raw}) THEN ${raw}::JSON ELSE to_json(${raw}) END`;
}
