import type { Column } from '@vedette/commands';
import type { Terminal } from '../terminal.ts';
import { cellText, colourCell } from './cell.ts';
import { cut, pad, widthOf } from './fit.ts';
import { fitWidths } from './layout.ts';
import { valueOf } from './value.ts';
import type { Row } from './value.ts';

/** Rows that are looked at before the widths are settled; later rows are streamed into the same widths. */
const SAMPLE = 200;
const GAP = '  ';
/** `2026-03-01 08:15` and a `Z` that may follow. */
const MINUTES = 17;

interface Plan {
  readonly widths: readonly number[] | undefined;
  readonly columns: readonly Column[];
}

function leastWidth(column: Column, natural: number): number {
  // A cut number is a wrong one, and a cut id cannot be typed into the next command.
  if (column.kind === 'time') return Math.min(natural, MINUTES);
  const whole = column.value === 'id' || (column.kind ?? 'text') !== 'text';
  return whole ? natural : Math.min(natural, 8);
}

function plan(
  columns: readonly Column[],
  sample: readonly (readonly string[])[],
  room: number | undefined,
): Plan {
  const wishes = columns.map((column, at) => {
    const natural = Math.max(widthOf(column.title), ...sample.map((cells) => widthOf(cells[at] ?? '')));
    return { natural, least: leastWidth(column, natural) };
  });
  const naturals = wishes.map((wish) => wish.natural);
  if (room === undefined) return { widths: naturals, columns };
  return { widths: fitWidths(wishes, room - GAP.length * (columns.length - 1)), columns };
}

function line(
  cells: readonly string[],
  columns: readonly Column[],
  widths: readonly number[],
  terminal: Terminal,
): string {
  return columns
    .map((column, at) => {
      const text = cells[at] ?? '';
      const width = widths[at] ?? 0;
      const last = at === columns.length - 1 && column.kind !== 'number';
      const short = terminal.columns === undefined ? text : shorten(text, width, column);
      const cell = last ? short : pad(short, width, column.kind === 'number');
      return colourCell(cell, text, column.kind, terminal.paint);
    })
    .join(GAP);
}

/** A time loses its seconds as a whole; other text ends in `…`. */
function shorten(text: string, width: number, column: Column): string {
  const time =
    column.kind === 'time' && text.length > width ? /^[\d-]{10} \d\d:\d\d/.exec(text)?.[0] : undefined;
  return time === undefined ? cut(text, width) : `${time}${text.endsWith('Z') ? 'Z' : ''}`;
}

/** Where even the least widths do not fit, each row becomes a small block of its own. */
function block(cells: readonly string[], columns: readonly Column[], terminal: Terminal): string {
  const label = Math.max(...columns.map((column) => widthOf(column.title)));
  const room = (terminal.columns ?? 80) - label - GAP.length;
  const lines = columns.map(
    (column, at) =>
      terminal.paint.dim(pad(column.title, label, false)) +
      GAP +
      colourCell(cut(cells[at] ?? '', room), cells[at] ?? '', column.kind, terminal.paint),
  );
  return `${lines.join('\n')}\n`;
}

/**
 * Writes rows as a table that fits the terminal, as they arrive. Memory does not grow with the number of rows.
 *
 * @returns how many rows there were.
 */
export async function writeTable(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly Column[],
  terminal: Terminal,
  indent = '',
): Promise<number> {
  const room = terminal.columns === undefined ? undefined : terminal.columns - indent.length;
  let waiting: string[][] | undefined = [];
  let settled: Plan = { widths: undefined, columns };
  let count = 0;

  const writeRow = (cells: readonly string[]): Promise<void> =>
    terminal.write(
      settled.widths
        ? `${indent}${line(cells, columns, settled.widths, terminal).trimEnd()}\n`
        : `${block(cells, columns, terminal)}\n`,
    );
  const settle = async (): Promise<void> => {
    const sample = waiting ?? [];
    waiting = undefined;
    if (sample.length === 0) return;
    settled = plan(columns, sample, room);
    if (settled.widths) {
      const titles = columns.map((column) => column.title.toUpperCase());
      const heads = columns.map((column) => ({
        ...column,
        kind: column.kind === 'number' ? column.kind : undefined,
      }));
      const head = line(titles, heads, settled.widths, terminal).trimEnd();
      await terminal.write(`${indent}${terminal.paint.bold(head)}\n`);
    }
    for (const cells of sample) await writeRow(cells);
  };

  for await (const row of rows) {
    if (terminal.closed) break;
    count += 1;
    const cells = columns.map((column) => cellText(valueOf(row, column), column.kind, terminal.utc));
    if (!waiting) await writeRow(cells);
    else {
      waiting.push(cells);
      if (waiting.length >= SAMPLE) await settle();
    }
  }
  if (waiting) await settle();
  return count;
}
