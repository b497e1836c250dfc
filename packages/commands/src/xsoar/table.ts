/** One column of a war-room table: its header and what stands in it. */
export interface TableColumn<T> {
  readonly header: string;
  readonly value: (record: T) => unknown;
}

/**
 * A markdown table as the war room shows it: `### title`, a header row, one row per record.
 *
 * @param options.hideEmpty leave out columns in which no record has anything.
 * @param options.none what is said instead of a table when there is no record.
 */
export function printTable<T>(
  title: string,
  columns: readonly TableColumn<T>[],
  records: readonly T[],
  options: { hideEmpty?: boolean; none?: string } = {},
): string {
  const head = title === '' ? '' : `### ${escapeMarkdown(title)}\n`;
  if (records.length === 0 && options.none !== undefined) return options.none;
  const rows = records.map((record) => columns.map((column) => cell(column.value(record))));
  const shown = columns.map((_, i) => !options.hideEmpty || rows.some((row) => row[i] !== ''));
  const headers = columns.filter((_, i) => shown[i]).map((column) => escapeMarkdown(column.header));
  if (rows.length === 0 || headers.length === 0) return `${head}**No entries.**\n`;
  const lines = rows.map((row) => `| ${row.filter((_, i) => shown[i]).join(' | ')} |`);
  return `${head}|${headers.join('|')}|\n|${headers.map(() => '---').join('|')}|\n${lines.join('\n')}\n`;
}

/**
 * Text from Defender is an attacker's text: it must not open a tag, a link, an image or a cell. Emphasis is left
 * alone, because escaped underscores make host names hard to read and to search for.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\\+(?=[&<>`|[\]])/g, (slashes) => slashes + slashes)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[`|[\]]/g, (mark) => `\\${mark}`)
    .replace(/\r\n|\r|\n|\u2028|\u2029/g, '<br>')
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ');
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cell).join(', ');
  return escapeMarkdown(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
}
