import type { Terminal } from '../terminal.ts';
import { safeJson } from './safe-text.ts';
import type { Row } from './value.ts';

/**
 * Writes rows as one JSON array, as they arrive. When reading fails half-way the array stays open, so that
 * nobody takes a part for the whole.
 */
export async function writeJsonArray(
  rows: AsyncIterable<Row> | Iterable<Row>,
  terminal: Terminal,
): Promise<number> {
  let count = 0;
  for await (const row of rows) {
    if (terminal.closed) break;
    const text = safeJson(row, indentFor(terminal));
    const shown = terminal.columns === undefined ? text : text.replace(/^/gm, '  ');
    await terminal.write(`${count === 0 ? '[\n' : ',\n'}${shown}`);
    count += 1;
  }
  await terminal.write(count === 0 ? '[]\n' : '\n]\n');
  return count;
}

export async function writeJsonLines(
  rows: AsyncIterable<Row> | Iterable<Row>,
  terminal: Terminal,
): Promise<number> {
  let count = 0;
  for await (const row of rows) {
    if (terminal.closed) break;
    await terminal.write(`${safeJson(row)}\n`);
    count += 1;
  }
  return count;
}

/** One document: on one line for a program, indented for a person. */
export function writeJson(value: unknown, terminal: Terminal): Promise<void> {
  return terminal.write(`${safeJson(value, indentFor(terminal))}\n`);
}

function indentFor(terminal: Terminal): number | undefined {
  return terminal.columns === undefined ? undefined : 2;
}
