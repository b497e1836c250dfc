import type { Column } from '@vedette/commands';
import type { Terminal } from '../terminal.ts';
import { cellText, colourCell } from './cell.ts';
import { pad, widthOf, wrap } from './fit.ts';
import { columnsOf, looksLikeTime, nestedColumns, titleOf } from './nested-columns.ts';
import { safeLine, safeLines } from './safe-text.ts';
import { writeTable } from './table.ts';
import { plainText, valueOf } from './value.ts';
import type { Row } from './value.ts';

/** Nested lists are for orientation; all of a long one is in the machine forms. */
const NESTED_ROWS = 20;

interface Field {
  readonly title: string;
  readonly value: unknown;
  readonly kind?: Column['kind'];
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTable = (value: unknown): value is Row[] =>
  Array.isArray(value) && value.length > 0 && value.every(isRow);
const isEmpty = (value: unknown): boolean => plainText(value) === '';

/** The columns first, then every other plain field that says something; objects by their dotted names. */
function fieldsOf(record: Row, columns: readonly Column[]): Field[] {
  const shown = new Set<unknown>(columns.flatMap((column) => [column.value, column.title.toLowerCase()]));
  const fields: Field[] = columns.map((column) => ({
    title: column.title,
    value: valueOf(record, column),
    kind: column.kind,
  }));
  const add = (name: string, value: unknown): void => {
    if (
      shown.has(name) ||
      shown.has(titleOf(name).toLowerCase()) ||
      name.startsWith('@odata') ||
      isTable(value) ||
      isEmpty(value)
    )
      return;
    if (!isRow(value)) {
      const kind = looksLikeTime(value) ? 'time' : undefined;
      fields.push({ title: titleOf(name.replace(/DateTime$/, '')), value, kind });
      return;
    }
    for (const [inner, one] of Object.entries(value)) add(`${name}.${inner}`, one);
  };
  for (const [name, value] of Object.entries(record)) add(name, value);
  return fields;
}

function fieldLines(field: Field, label: number, terminal: Terminal): string[] {
  const text = plainText(field.value);
  const room = terminal.columns === undefined ? Infinity : Math.max(20, terminal.columns - label - 2);
  const safe =
    (field.kind === 'time' || field.kind === 'age') && text !== ''
      ? [cellText(field.value, field.kind, terminal.utc)]
      : safeLines(text === '' ? '–' : text);
  // An address stays whole, so that it can be clicked and copied: the terminal itself breaks it.
  const lines = safe.flatMap((one) =>
    room === Infinity || /^https?:\/\/\S+$/.test(one) ? [one] : wrap(one, room),
  );
  return lines.map((one, at) => {
    const title = terminal.paint.dim(pad(at === 0 ? safeLine(field.title) : '', label, false));
    return `${title}  ${colourCell(one, text, field.kind, terminal.paint)}`.trimEnd();
  });
}

/** Writes one record: its fields aligned, then the lists inside it as small tables. */
export async function writeRecord(
  record: Row,
  columns: readonly Column[],
  terminal: Terminal,
): Promise<void> {
  const fields = fieldsOf(record, columns);
  const label = Math.min(30, Math.max(0, ...fields.map((field) => widthOf(field.title))));
  const lines = fields.flatMap((field) => fieldLines(field, label, terminal));
  if (lines.length > 0) await terminal.write(`${lines.join('\n')}\n`);
  const columnNames = new Set(columns.map((column) => column.value));
  for (const [name, value] of Object.entries(record)) {
    if (!isTable(value) || columnNames.has(name)) continue;
    await terminal.write(`\n${terminal.paint.bold(`${safeLine(titleOf(name))} (${value.length})`)}\n`);
    await writeTable(value.slice(0, NESTED_ROWS), nestedColumns[name] ?? columnsOf(value), terminal, {
      indent: '  ',
    });
    if (value.length > NESTED_ROWS)
      await terminal.write(
        terminal.paint.dim(`  … and ${value.length - NESTED_ROWS} more; --json gives all of them\n`),
      );
  }
}
