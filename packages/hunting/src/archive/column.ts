import type { Column } from '@vedette/kql';
import { named } from './duck.ts';

/** The time of an event; a table without it is a snapshot of what there is. */
export const TIME = 'Timestamp';

/** Holds what a source carried beside the columns of the schema, as a JSON object. */
export const OTHER = '_Other';

const STORED: Readonly<Record<Column['type'], string>> = {
  bool: 'BOOLEAN',
  datetime: 'BIGINT',
  decimal: 'VARCHAR',
  dynamic: 'VARCHAR',
  guid: 'VARCHAR',
  int: 'INTEGER',
  long: 'BIGINT',
  real: 'DOUBLE',
  string: 'VARCHAR',
  timespan: 'VARCHAR',
};

// 1970-01-01 in steps of 100 ns since 0001-01-01.
const EPOCH_TICKS = '621355968000000000';

/**
 * A staged text as SQL of the type in which its column is stored. `Timestamp` is a time of Parquet in nanoseconds,
 * by which files and row groups are passed over. The other times are whole numbers, steps of 100 ns since 0001-01-01:
 * nanoseconds cannot say 1601, which is the zero of Windows and stands in real rows, and microseconds have no
 * seventh digit.
 */
export function storedValue(column: Column, text: string): string {
  const { name, type } = column;
  if (type === 'string') return `coalesce(${text}, '')`;
  if (type === 'datetime' && name !== TIME) {
    return `epoch_us(CAST(substr(${text}, 1, 26) AS TIMESTAMP)) * 10 + CAST(substr(${text}, 27, 1) AS BIGINT) + ${EPOCH_TICKS}`;
  }
  const stored = storedType(column);
  return stored === 'VARCHAR' ? text : `CAST(${text} AS ${stored})`;
}

/** A query that gives no row, with the stored types of these columns. */
export function noRow(columns: readonly Column[]): string {
  const typed = columns.map((column) => `CAST(NULL AS ${storedType(column)}) AS ${named(column.name)}`);
  return `SELECT ${typed.join(', ')} WHERE false`;
}

function storedType({ name, type }: Column): string {
  return name === TIME ? 'TIMESTAMP_NS' : STORED[type];
}

/**
 * A text that is the same for two rows exactly when they agree in these columns. Null and empty text are one, since
 * the language knows no null text.
 */
export function identityOf(columns: readonly Column[]): string {
  const values = columns.map(({ name }) => `coalesce(CAST(${named(name)} AS VARCHAR), '')`);
  // A list, so that no value can be taken for the end of another; digested, because a row may have many kilobytes.
  return `sha256(to_json([${values.join(', ')}])::VARCHAR)`;
}
