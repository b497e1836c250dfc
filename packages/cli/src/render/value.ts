import type { Column } from '@vedette/commands';

export type Row = Readonly<Record<string, unknown>>;

/** The value of a column: what its function gives, or what stands at its dotted path. */
export function valueOf(record: Row, column: Column): unknown {
  if (typeof column.value === 'function') return column.value(record);
  if (column.value in record) return record[column.value];
  let value: unknown = record;
  for (const step of column.value.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Row)[step];
  }
  return value;
}

/** One value as text, in one piece: lists joined, objects as JSON, nothing as the empty string. */
export function plainText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null))
    return value.map((one) => plainText(one)).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value as number | boolean | bigint);
}
