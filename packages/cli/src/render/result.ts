import type { Column } from '@vedette/commands';
import type { Terminal } from '../terminal.ts';
import type { Format } from './format.ts';
import { writeJson, writeJsonArray, writeJsonLines } from './json.ts';
import { plainText } from './value.ts';
import type { Row } from './value.ts';

type Rows = AsyncIterable<Row> | Iterable<Row>;

/** Said on standard error when spreadsheets would take some of the values for formulas. */
function formulaNote(formulas: number): string {
  return `${formulas} ${formulas === 1 ? 'value starts' : 'values start'} like a formula; for a spreadsheet use --spreadsheet instead of --csv`;
}

/** Writes records in the form asked for, as they arrive. */
export async function writeRows(
  rows: Rows,
  columns: readonly Column[],
  format: Exclude<Format, 'context'>,
  terminal: Terminal,
  note: (text: string) => void,
  live = false,
): Promise<void> {
  let count: number;
  if (format === 'json') count = await writeJsonArray(rows, terminal);
  else if (format === 'ndjson') count = await writeJsonLines(rows, terminal);
  else if (format === 'people')
    count = await (
      await import('./table.ts')
    ).writeTable(rows, columns, terminal, { sample: live ? 1 : undefined });
  else {
    const written = await (
      await import('./csv.ts')
    ).writeCsv(rows, columns, terminal, format === 'spreadsheet');
    if (format === 'csv' && written.formulas > 0) note(formulaNote(written.formulas));
    count = written.rows;
  }
  // Where the result is JSON, an empty one says so itself.
  if (count === 0 && !live && !terminal.closed && format !== 'json' && format !== 'ndjson')
    note('Nothing found');
}

/** Writes one record in the form asked for. */
export async function writeOne(
  record: Row,
  columns: readonly Column[],
  format: Exclude<Format, 'context'>,
  terminal: Terminal,
  note: (text: string) => void,
): Promise<void> {
  if (format === 'json') await writeJson(record, terminal);
  else if (format === 'people') await (await import('./record.ts')).writeRecord(record, columns, terminal);
  else await writeRows([record], columns, format, terminal, note);
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Writes what a query gave, which may have any shape. */
export async function writeFound(
  found: unknown,
  format: Exclude<Format, 'context'>,
  terminal: Terminal,
  note: (text: string) => void,
): Promise<void> {
  if (format === 'json') {
    await writeJson(found, terminal);
    return;
  }
  const list: readonly unknown[] = Array.isArray(found) ? found : [found];
  if (format === 'ndjson') {
    const { safeJson } = await import('./safe-text.ts');
    for (const one of list) await terminal.write(`${safeJson(one)}\n`);
    return;
  }
  const { columnsOf } = await import('./nested-columns.ts');
  if (isRow(found)) {
    await writeOne(found, format === 'people' ? [] : columnsOf([found], Infinity), format, terminal, note);
    return;
  }
  const rows = list.map((one) => (isRow(one) ? one : { value: one }));
  if (list.length > 0 && list.every(isRow)) {
    await writeRows(rows, columnsOf(rows, Infinity), format, terminal, note);
    return;
  }
  if (format !== 'people') {
    await writeRows(rows, columnsOf(rows), format, terminal, note);
    return;
  }
  // Plain values one a line, as a shell loop wants them; a list in a list as tab-separated fields.
  const { safeLine } = await import('./safe-text.ts');
  for (const one of list) {
    const fields: readonly unknown[] = Array.isArray(one) ? one : [one];
    await terminal.write(`${fields.map((field) => safeLine(plainText(field))).join('\t')}\n`);
  }
}
