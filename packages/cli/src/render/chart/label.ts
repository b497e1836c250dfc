import type { TableColumn } from '@vedette/commands';
import { cellText } from '../cell.ts';

/** A value of the axis as one safe line. */
export function labelOf(value: unknown, column: TableColumn, utc: boolean): string {
  const text = cellText(value, column.type === 'datetime' ? 'time' : undefined, utc);
  return text === '' ? '(empty)' : text;
}

/** A moment at an axis: as much of it as tells it from its neighbours. */
export function momentText(ms: number, span: number, utc: boolean): string {
  const text = cellText(new Date(ms).toISOString(), 'time', utc);
  if (span > 3 * 86_400_000) return text.slice(0, 10);
  if (span > 86_400_000) return text.slice(5, 16);
  return span > 600_000 ? text.slice(11, 16) : text.slice(11, 19);
}
