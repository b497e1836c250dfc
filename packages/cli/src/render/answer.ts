import type { Column, Table, TableColumn } from '@vedette/commands';
import type { Terminal } from '../terminal.ts';
import type { Format } from './format.ts';
import { writeJson } from './json.ts';
import { writeRows } from './result.ts';
import { safeJsonLines } from './safe-text.ts';
import type { Row } from './value.ts';

const KINDS: Readonly<Partial<Record<TableColumn['type'], Column['kind']>>> = {
  datetime: 'time',
  int: 'number',
  long: 'number',
  real: 'number',
  decimal: 'number',
};

/** Columns of an answer as the writers of rows take them. */
function shownColumns(columns: readonly TableColumn[]): Column[] {
  return columns.map(({ name, type }) => ({
    title: name,
    value: (record) => record[name],
    kind: KINDS[type],
    named: true,
  }));
}

/** Writes an answer whose columns came with it, as its rows arrive; what it wants drawn is drawn for people. */
export async function writeTable(
  table: Table,
  format: Exclude<Format, 'context'>,
  terminal: Terminal,
  note: (text: string) => void,
  clearProgress: () => void,
): Promise<void> {
  if (format === 'json' && table.document) {
    clearProgress();
    await writeJson(table.document(), terminal);
  } else if (format === 'ndjson') {
    await writeLines(table, terminal, clearProgress);
  } else if (format === 'people' && table.chart !== undefined && table.chart.kind !== 'table') {
    const rows = (await Array.fromAsync(table.batches)).flat();
    clearProgress();
    const { chartLines } = await import('./chart/chart.ts');
    const lines = chartLines(table.chart, table.columns, rows, terminal);
    if (lines) {
      await terminal.write(`${lines.join('\n')}\n`);
      return;
    }
    if (rows.length > 0) note(`${table.chart.kind} cannot be drawn here: these are the rows`);
    const records = rows.map((values) => table.record(values));
    await writeRows(records, shownColumns(table.columns), format, terminal, note);
  } else {
    await writeRows(clearing(table, clearProgress), shownColumns(table.columns), format, terminal, note);
  }
}

/** A batch at a time: there may be very many rows. */
async function writeLines(table: Table, terminal: Terminal, clearProgress: () => void): Promise<void> {
  for await (const batch of table.batches) {
    if (terminal.closed) break;
    clearProgress();
    await terminal.write(safeJsonLines(batch.map((values) => table.record(values))));
  }
}

/** The progress line must be gone before a row is written over it. */
async function* clearing(table: Table, clearProgress: () => void): AsyncGenerator<Row> {
  for await (const row of table) {
    clearProgress();
    yield row;
  }
}
