import type { ExternalFormat, ExternalTable } from '../../plan/external.ts';

/** One record: its fields as text, in the order of the columns; null for what is not there. */
export type ExternalRecord = readonly (string | null)[];

/** The records of a file. @throws SyntaxError for JSON that is none */
export function recordsOf(text: string, { format, columns, skipFirst }: ExternalTable): ExternalRecord[] {
  const records = parsed(text, format, columns);
  return skipFirst && format.kind !== 'json' ? records.slice(1) : records;
}

function parsed(text: string, format: ExternalFormat, columns: readonly string[]): ExternalRecord[] {
  switch (format.kind) {
    case 'raw':
      return [[text]];
    case 'lines':
      return linesOf(text).map((line) => [line]);
    case 'separated':
      return format.quoted
        ? quotedRecords(text, format.separator)
        : linesOf(text).map((line) => line.split(format.separator).map(unescaped));
    case 'json':
      return jsonValues(text).map((value) => columns.map((column) => jsonField(value, column)));
  }
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** `\t`, `\n`, `\r` and `\\` as TSVE writes them. */
function unescaped(field: string): string {
  return field.replace(
    /\\([tnr\\])/g,
    (_, letter: string) => ({ t: '\t', n: '\n', r: '\r' })[letter] ?? '\\',
  );
}

/** Fields that may stand in quotes, a quote inside written twice. @see https://www.rfc-editor.org/rfc/rfc4180 */
function quotedRecords(text: string, separator: string): ExternalRecord[] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  const endRecord = (): void => {
    // A line without anything on it is no record.
    if (record.length > 1 || record[0] !== '') records.push(record);
    record = [];
  };
  while (at <= text.length) {
    let field: string;
    if (text[at] === '"') {
      const parts: string[] = [];
      let start = at + 1;
      for (;;) {
        const quote = text.indexOf('"', start);
        if (quote === -1) {
          parts.push(text.slice(start));
          at = text.length;
          break;
        }
        parts.push(text.slice(start, quote));
        at = quote + 1;
        if (text[at] !== '"') break;
        parts.push('"');
        start = at + 1;
      }
      const end = fieldEnd(text, at, separator);
      field = parts.join('') + text.slice(at, end);
      at = end;
    } else {
      const end = fieldEnd(text, at, separator);
      field = text.slice(at, end);
      at = end;
    }
    record.push(field);
    if (text[at] === separator) {
      at++;
      continue;
    }
    endRecord();
    if (at >= text.length) break;
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    if (at >= text.length) break;
  }
  return records;
}

function fieldEnd(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** One value a line, one array of values, or one value over several lines. */
function jsonValues(text: string): unknown[] {
  const whole = json(text);
  if (whole !== undefined) return Array.isArray(whole) ? whole : [whole];
  return linesOf(text)
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A property as text: a text is itself, all else is its JSON. */
function jsonField(value: unknown, column: string): string | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, column)) return null;
  const field = (value as Record<string, unknown>)[column];
  if (field === null || field === undefined) return null;
  return typeof field === 'string' ? field : JSON.stringify(field);
}
