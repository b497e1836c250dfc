import type { Column } from '@vedette/commands';
import type { Terminal } from '../terminal.ts';
import { colourCell } from './cell.ts';
import { cut, pad, widthOf, wrap } from './fit.ts';

export const GAP = '  ';

/** Columns side by side, and those whose values stand below. */
export interface Layout {
  readonly beside: readonly Column[];
  readonly below: readonly Column[];
}

export function layoutOf(columns: readonly Column[]): Layout {
  return {
    beside: columns.filter((column) => column.below === undefined),
    below: columns.filter((column) => column.below !== undefined),
  };
}

/** A time loses its seconds as a whole; other text ends in `…`. */
function shorten(text: string, width: number, column: Column): string {
  const time =
    column.kind === 'time' && text.length > width ? /^[\d-]{10} \d\d:\d\d/.exec(text)?.[0] : undefined;
  return time === undefined ? cut(text, width) : `${time}${text.endsWith('Z') ? 'Z' : ''}`;
}

/** Cells side by side in the widths that were settled. A cell that wraps gives further lines. */
export function cellLines(
  cells: readonly string[],
  columns: readonly Column[],
  widths: readonly number[],
  terminal: Terminal,
): string[] {
  let more: string[] = [];
  const first = columns.map((column, at) => {
    const text = cells[at] ?? '';
    const width = widths[at] ?? 0;
    const isLast = at === columns.length - 1;
    let short = text;
    if (column.wrap && isLast) [short = '', ...more] = wrap(text, width);
    else if (terminal.columns !== undefined) short = shorten(text, width, column);
    const cell = isLast && column.kind !== 'number' ? short : pad(short, width, column.kind === 'number');
    return colourCell(cell, text, column.kind, terminal.paint);
  });
  const indent = ' '.repeat(indentOf(widths));
  return [first.join(GAP).trimEnd(), ...more.map((line) => indent + line)];
}

/** What stands below a row, under its last column. An address stays whole, so that it can be clicked. */
export function linesBelow(
  cells: readonly string[],
  columns: readonly Column[],
  widths: readonly number[],
  terminal: Terminal,
): string[] {
  const indent = ' '.repeat(indentOf(widths));
  const room = widths.at(-1) ?? 0;
  return columns.flatMap(({ below = '' }, at) => {
    const text = cells[at] ?? '';
    if (text === '') return [];
    if (/^https?:\/\/\S+$/.test(text)) return [indent + terminal.paint.cyan(text)];
    const mark = below === '' ? '' : `${below} `;
    const [first = '', ...more] = wrap(text, room - widthOf(mark));
    return [`${mark}${first}`, ...more.map((line) => ' '.repeat(widthOf(mark)) + line)].map(
      (line) => indent + terminal.paint.dim(line),
    );
  });
}

/** Where the last column begins. */
function indentOf(widths: readonly number[]): number {
  return widths.slice(0, -1).reduce((sum, width) => sum + width + GAP.length, 0);
}

/** A value of a query is read in so many lines at most. */
const MOST_LINES = 12;

/**
 * Where even the least widths do not fit, each row becomes a small block of its own. Of the many columns of a query
 * those without a value are left out, and what is long, a command line or a hash, is not cut at the first line.
 */
export function blockLines(
  cells: readonly string[],
  columns: readonly Column[],
  terminal: Terminal,
): string[] {
  const label = Math.max(...columns.map((column) => widthOf(column.title)));
  const room = (terminal.columns ?? 80) - label - GAP.length;
  return columns.flatMap((column, at) => {
    const text = cells[at] ?? '';
    if ((column.below !== undefined || column.named) && text === '') return [];
    const whole = column.wrap || column.below !== undefined;
    const lines = whole ? text : cut(text, column.named ? room * MOST_LINES : room);
    return wrap(lines, room).map(
      (line, index) =>
        terminal.paint.dim(pad(index === 0 ? column.title : '', label, false)) +
        GAP +
        colourCell(line, text, column.kind, terminal.paint),
    );
  });
}
