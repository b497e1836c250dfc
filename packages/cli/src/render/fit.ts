import { createRequire } from 'node:module';

/**
 * Characters of one column each, of which no two make one: nearly all that is ever shown. The library that knows
 * the widths of all others takes longer to load than a table takes to write, so it is loaded for those alone.
 */
const simple =
  /^[\u0020-\u007E\u00A1-\u00AC\u00AE-\u02FF\u2013\u2014\u2018-\u201D\u2026\u23CE\u2400-\u2421]*$/;

const load = createRequire(import.meta.url);
let measure: ((text: string) => number) | undefined;
let graphemes: Intl.Segmenter | undefined;

/** Columns that a line takes on a terminal. */
export function widthOf(text: string): number {
  if (simple.test(text)) return text.length;
  measure ??= (load('string-width') as typeof import('string-width')).default;
  return measure(text);
}

/** What a reader takes for one character. */
function* charactersOf(text: string): Generator<string> {
  if (simple.test(text)) {
    yield* text;
    return;
  }
  graphemes ??= new Intl.Segmenter();
  for (const { segment } of graphemes.segment(text)) yield segment;
}

/** Cuts a line to a width, with `…` where something is missing. Never cuts a character in two. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width < 1) return '';
  let kept = '';
  let used = 0;
  for (const character of charactersOf(text)) {
    const wide = widthOf(character);
    if (used + wide > width - 1) break;
    kept += character;
    used += wide;
  }
  return `${kept}…`;
}

/** Fills a line with blanks up to a width. */
export function pad(text: string, width: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? blanks + text : text + blanks;
}

/** Breaks a line at blanks where it can, so that no piece is wider than the width. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = [...piecesOf(word, width)];
    line = pieces.pop() ?? '';
    for (const piece of pieces) lines.push(piece);
  }
  lines.push(line);
  return lines;
}

/** A word in pieces of a width, in one pass: a word may have megabytes. */
function* piecesOf(word: string, width: number): Generator<string> {
  let piece = '';
  let used = 0;
  for (const character of charactersOf(word)) {
    const wide = widthOf(character);
    if (used + wide > width && piece !== '') {
      yield piece;
      piece = '';
      used = 0;
    }
    piece += character;
    used += wide;
  }
  yield piece;
}
