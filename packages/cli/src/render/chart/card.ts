import type { TableColumn } from '@vedette/commands';
import { cellText } from '../cell.ts';
import { pad, widthOf } from '../fit.ts';
import { safeLine } from '../safe-text.ts';
import type { Room } from './chart.ts';

/** The values of the first row, each with its name. @see https://learn.microsoft.com/kusto/query/visualization-card */
export function cardLines(
  columns: readonly TableColumn[],
  values: readonly unknown[],
  { terminal }: Room,
): string[] {
  const names = columns.map(({ name }) => safeLine(name));
  const width = Math.max(0, ...names.map((name) => widthOf(name)));
  return names.map((name, at) => {
    const value = values[at];
    const text =
      typeof value === 'number'
        ? value.toLocaleString('en', { maximumFractionDigits: 6 })
        : cellText(value, columns[at]?.type === 'datetime' ? 'time' : undefined, terminal.utc);
    return `${terminal.paint.dim(pad(name, width, false))}  ${terminal.paint.bold(text)}`;
  });
}
