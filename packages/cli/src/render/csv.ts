import type { Column } from '@vedette/commands';
import { stringify } from 'csv-stringify/sync';
import type { Terminal } from '../terminal.ts';
import { safeLine } from './safe-text.ts';
import { columnsOf } from './nested-columns.ts';
import { plainText, valueOf } from './value.ts';
import type { Row } from './value.ts';

/** What a spreadsheet takes for the start of a formula. @see https://owasp.org/www-community/attacks/CSV_Injection */
const formula = /^[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/;
/** The library quotes its own delimiter only; RFC 4180 wants any CR or LF quoted. */
const lineBreak = /[\r\n]/;
const number = /^[+-]?\d+(?:[.,]\d+)?$/;

/**
 * Writes rows as RFC 4180, a line at a time. Values are exact; `guarded` puts `'` before those that a
 * spreadsheet would run, and without it the number of such values is given back so that it can be said.
 */
export async function writeCsv(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly Column[],
  terminal: Terminal,
  guarded: boolean,
): Promise<{ rows: number; formulas: number }> {
  let chosen = columns;
  let count = 0;
  let formulas = 0;
  const write = (cells: string[]): Promise<void> => {
    // A person may be looking at it; in a file or a pipe the value stays as it is.
    const shown = terminal.columns === undefined ? cells : cells.map((cell) => safeLine(cell));
    return terminal.write(stringify([shown], { record_delimiter: 'windows', quoted_match: lineBreak }));
  };
  const cell = (value: unknown): string => {
    const text = plainText(value);
    if (typeof value !== 'string' || !formula.test(text) || number.test(text)) return text;
    formulas += 1;
    return guarded ? `'${text}` : text;
  };
  for await (const row of rows) {
    if (terminal.closed) break;
    if (count === 0) {
      if (chosen.length === 0) chosen = columnsOf([row], Infinity);
      await write(chosen.map((column) => column.title));
    }
    count += 1;
    await write(chosen.map((column) => cell(valueOf(row, column))));
  }
  if (count === 0 && chosen.length > 0) await write(chosen.map((column) => column.title));
  return { rows: count, formulas };
}
