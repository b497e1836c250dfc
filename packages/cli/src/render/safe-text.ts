/**
 * Titles, command lines and file names come from an attacker. On a terminal they could move the cursor, recolour
 * or hide text, forge a row, or turn the reading direction round. Everything that can is shown instead of obeyed.
 *
 * C0, DEL, C1, bidirectional controls (https://www.unicode.org/reports/tr9/), line separators, invisible
 * characters and tag characters.
 */
const dangerous =
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

function reveal(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x0a || code === 0x2028 || code === 0x2029) return '⏎';
  if (code === 0x09) return ' ';
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** One line that a terminal shows as it is. */
export function safeLine(text: string): string {
  return text.toWellFormed().replace(/\r\n/g, '\n').replace(dangerous, reveal);
}

/** Text whose line breaks are kept; every line is safe. */
export function safeLines(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => safeLine(line));
}

const escapable =
  /[\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** Bytes with which the escapable characters begin in UTF-8; of other letters, only rarer ones do. */
const suspicious = [0x7f, 0xc2, 0xd8, 0xe1, 0xe2, 0xef, 0xf3];

/** Lines of JSON as bytes, escaped as `safeJson` does. Looking for a byte takes a hundredth of the time of a search. */
export function safeJsonLines(values: readonly unknown[]): Uint8Array {
  let text = '';
  for (const value of values) text += `${JSON.stringify(value)}\n`;
  const bytes = Buffer.from(text);
  return suspicious.some((byte) => bytes.includes(byte)) ? Buffer.from(escaped(text)) : bytes;
}

/** JSON in which the same characters stand as `\u` escapes: the same data, and harmless on a terminal too. */
export function safeJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, undefined, indent) ?? 'null';
  // Plain text, which most of it is, is known by its length in far less time than the search takes.
  if (Buffer.byteLength(text) === text.length && !text.includes('\u007F')) return text;
  return escaped(text);
}

function escaped(text: string): string {
  return text.replace(escapable, (found) =>
    Array.from(
      { length: found.length },
      (_, at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
