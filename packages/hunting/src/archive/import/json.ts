/** Text that does not go on as JSON does, with the line. */
export class NotJson extends Error {
  readonly line: number;
  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}

export interface JsonPiece {
  readonly value: unknown;
  /** Where it begins, from 1. */
  readonly line: number;
}

/** Larger than any message of the streaming API, and small enough to be held. */
const LARGEST = 256 * 1024 * 1024;
// Whole numbers that a double cannot hold are read as text.
const LONG_NUMBER = /[[:,]\s*-?\d{16,}\s*[,\]}]/;

/**
 * The JSON values of a text, one after the other, with or without commas or line ends between them; of an array its
 * elements. A line, a file of lines, an array and pages of arrays are so all the same.
 * @throws NotJson
 */
export async function* jsonValues(text: AsyncIterable<string>): AsyncGenerator<JsonPiece> {
  let held = '';
  let start = -1;
  let depth = 0;
  let arrays = 0;
  let inText = false;
  let escaped = false;
  let line = 1;
  let startLine = 1;
  for await (const piece of text) {
    let from = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const letter = piece.charCodeAt(at);
      if (letter === 0x0a) line += 1;
      if (inText) {
        // Most of a row is text: its end is looked for, instead of at each letter.
        if (escaped) escaped = false;
        else {
          const end = endOfText(piece, at);
          if (end < 0) {
            escaped = isEscaped(piece, at, piece.length);
            break;
          }
          at = end;
          inText = false;
        }
      } else if (depth === 0) {
        if (letter === 0x7b) {
          depth = 1;
          start = from = at;
          startLine = line;
        } else if (letter === 0x5b) arrays += 1;
        else if (letter === 0x5d) {
          arrays -= 1;
          if (arrays < 0) throw new NotJson(line, 'a ] without its [');
        } else if (!isBetween(letter))
          throw new NotJson(line, `${JSON.stringify(piece[at])} stands where a { should begin`);
      } else if (letter === 0x22) inText = true;
      else if (letter === 0x7b || letter === 0x5b) depth += 1;
      else if (letter === 0x7d || letter === 0x5d) {
        depth -= 1;
        if (depth === 0) {
          yield { value: parsed(held + piece.slice(from, at + 1), startLine), line: startLine };
          held = '';
          start = -1;
        }
      }
    }
    if (start >= 0) held += piece.slice(from);
    if (held.length > LARGEST) throw new NotJson(startLine, 'one value is larger than 256 MB');
  }
  if (start >= 0 || arrays > 0)
    throw new NotJson(start >= 0 ? startLine : line, 'the text ends in the middle of a value');
}

/** Where the quote stands that ends a text; -1 when it goes on in the next piece. */
function endOfText(piece: string, from: number): number {
  for (let at = piece.indexOf('"', from); at >= 0; at = piece.indexOf('"', at + 1)) {
    if (!isEscaped(piece, from, at)) return at;
  }
  return -1;
}

/** An odd number of backslashes before it makes a letter a part of the text. */
function isEscaped(piece: string, from: number, at: number): boolean {
  let count = 0;
  for (let before = at - 1; before >= from && piece.charCodeAt(before) === 0x5c; before -= 1) count += 1;
  return count % 2 === 1;
}

/** Space, line ends, commas and the mark at the beginning of a file. */
function isBetween(letter: number): boolean {
  return (
    letter === 0x20 ||
    letter === 0x0a ||
    letter === 0x0d ||
    letter === 0x09 ||
    letter === 0x2c ||
    letter === 0xfeff
  );
}

function parsed(text: string, line: number): unknown {
  try {
    return LONG_NUMBER.test(text) ? JSON.parse(text, exactly) : JSON.parse(text);
  } catch (error) {
    throw new NotJson(line, error instanceof Error ? error.message : String(error));
  }
}

/** @see https://github.com/tc39/proposal-json-parse-with-source */
function exactly(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  return context?.source !== undefined && /^-?\d+$/.test(context.source) ? context.source : value;
}
