import type { Column } from '@vedette/commands';
import type { Terminal } from '../terminal.ts';
import { cellText } from './cell.ts';
import { widthOf } from './fit.ts';
import { fitWidths } from './layout.ts';
import type { Wish } from './layout.ts';
import { blockLines, cellLines, GAP, layoutOf, linesBelow } from './row.ts';
import { valueOf } from './value.ts';
import type { Row } from './value.ts';

/** Rows that are looked at before the widths are settled, by default; later ones are streamed into the same widths. */
const SAMPLE = 200;
/** `2026-03-01 08:15` and a `Z` that may follow. */
const MINUTES = 17;
/** Long text is read in lines of this width where no terminal says another one. */
const PAGE = 120;
/** Text in narrower columns is no longer read but deciphered. */
const NARROW = 24;

function leastWidth(column: Column, natural: number): number {
  // A cut number is a wrong one, and a cut id cannot be typed into the next command.
  if (column.kind === 'time') return Math.min(natural, MINUTES);
  const whole = column.value === 'id' || (column.kind ?? 'text') !== 'text';
  return whole ? natural : Math.min(natural, 8);
}

/** @returns nothing when even the least widths do not fit. */
function widthsFor(
  columns: readonly Column[],
  sample: readonly (readonly string[])[],
  room: number | undefined,
  page: number,
): number[] | undefined {
  const wishes = columns.map((column, at): Wish => {
    const natural = Math.max(widthOf(column.title), ...sample.map((cells) => widthOf(cells[at] ?? '')));
    return { natural, least: column.wrap ? Math.min(natural, NARROW) : leastWidth(column, natural) };
  });
  const gaps = GAP.length * (columns.length - 1);
  const wraps = columns.at(-1)?.wrap === true;
  if (room === undefined && !wraps) return wishes.map((wish) => wish.natural);
  // What is missing is taken from the column that can wrap before anything is cut.
  const whole = wishes.map((wish, at) => (columns[at]?.wrap ? wish : { ...wish, least: wish.natural }));
  const wrapped = wraps ? fitWidths(whole, (room ?? page) - gaps) : undefined;
  if (wrapped) return wrapped;
  return room === undefined ? whole.map((wish) => wish.least) : fitWidths(wishes, room - gaps);
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
  { indent = '', sample: size = SAMPLE }: { indent?: string; sample?: number | undefined } = {},
): Promise<number> {
  const room = terminal.columns === undefined ? undefined : terminal.columns - indent.length;
  const { beside, below } = layoutOf(columns);
  const ordered = [...beside, ...below];
  let waiting: string[][] | undefined = [];
  let widths: readonly number[] | undefined;
  let count = 0;

  const writeRow = (cells: readonly string[]): Promise<void> => {
    const lines = widths
      ? [
          ...cellLines(cells, beside, widths, terminal),
          ...linesBelow(cells.slice(beside.length), below, widths, terminal),
        ]
      : [...blockLines(cells, ordered, terminal), ''];
    return terminal.write(lines.map((line) => `${widths ? indent : ''}${line}`.trimEnd() + '\n').join(''));
  };
  const settle = async (): Promise<void> => {
    const sample = waiting ?? [];
    waiting = undefined;
    if (sample.length === 0) return;
    widths = widthsFor(beside, sample, room, PAGE - indent.length);
    if (widths) {
      const titles = beside.map(({ title, named }) => (named ? title : title.toUpperCase()));
      const heads = beside.map(({ kind, ...column }) => (kind === 'number' ? { ...column, kind } : column));
      const [head = ''] = cellLines(titles, heads, widths, terminal);
      await terminal.write(`${indent}${terminal.paint.bold(head)}\n`);
    }
    for (const cells of sample) await writeRow(cells);
  };

  for await (const row of rows) {
    if (terminal.closed) break;
    count += 1;
    const cells = ordered.map((column) => cellText(valueOf(row, column), column.kind, terminal.utc));
    if (!waiting) await writeRow(cells);
    else {
      waiting.push(cells);
      if (waiting.length >= size) await settle();
    }
  }
  if (waiting) await settle();
  return count;
}
