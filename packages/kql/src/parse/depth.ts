import type { Diagnostic } from '../diagnostic.ts';
import { lineAndColumn } from './place.ts';

export const TOO_DEEP =
  'The query is nested too deeply. Give its inner parts names with let, and write long lists of values as dynamic arrays.';

/** Microsoft's parser looks at an open bracket again and again: past this depth its time grows out of hand. */
const MOST_BRACKETS = 200;
const MOST_TEXT = 2_000_000;

/** What must be said of a query before it is parsed at all: brackets too deep, or too much text. */
export function tooMuch(text: string): Diagnostic | undefined {
  if (text.length > MOST_TEXT) {
    return said('KQL_SIZE', `The query has ${text.length} characters, and may have ${MOST_TEXT}.`, text, 0);
  }
  const at = tooDeepAt(text);
  return at === undefined ? undefined : said('KQL_DEPTH', TOO_DEEP, text, at);
}

// Strings of each kind, comments, and brackets; a bracket within the former is none.
const TOKEN =
  /@"(?:[^"]|"")*"|@'(?:[^']|'')*'|```[^]*?```|~~~[^]*?~~~|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|[([{]|[)\]}]/gy;

/** The first bracket that is nested too deeply. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  const next = /[@"'`~/()[\]{}]/g;
  for (;;) {
    const start = next.exec(text)?.index;
    if (start === undefined) return undefined;
    TOKEN.lastIndex = start;
    const token = TOKEN.exec(text)?.[0];
    next.lastIndex = start + (token?.length ?? 1);
    if (token === '(' || token === '[' || token === '{') depth++;
    if (token === ')' || token === ']' || token === '}') depth--;
    if (depth > MOST_BRACKETS) return start;
  }
}

/** Values and the commas between them cost little; the parser takes its time over every other word. */
const MOST_WORDS = 50_000;

/** What must be said of a query whose words are too many to be parsed in seconds. */
export function tooManyTokens(
  tokens: readonly ({ readonly Text: string | null } | null)[],
  text: string,
): Diagnostic | undefined {
  const words = tokens.filter((token) => !/^(?:[@"'\d,]|true$|false$)/i.test(token?.Text ?? '')).length;
  if (words <= MOST_WORDS) return undefined;
  return said(
    'KQL_SIZE',
    `The query has ${words} words, names and signs, and may have ${MOST_WORDS}. Long lists of values are better given as a datatable or a dynamic array.`,
    text,
    0,
  );
}

function said(code: string, message: string, text: string, at: number): Diagnostic {
  return { code, severity: 'error', message, ...lineAndColumn(text, at), length: 1 };
}
