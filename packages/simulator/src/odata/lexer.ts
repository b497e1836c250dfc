import { ODataError } from './expression.ts';

export interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'time' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

/** A plus sign stands for a space even when it came as `%2B`: older integrations encode it twice, and are understood. */
const SPACE = /[\s+]+/y;
const TEXT = /'((?:[^']|'')*)'/y;
/** A date, or a date with time; the zone may stand right after the date, as some of Microsoft's samples have it. */
const TIME = /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:\d{2})?(?![\w:-])/iy;
const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const WORD = /[@$]?[A-Za-z_][\w]*(?:\.[A-Za-z_][\w]*)*/y;
const SIGN = /[(),/:]/y;

/** @throws ODataError for a character that begins nothing. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length) {
    const space = match(SPACE);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const token = readToken(match, at);
    if (token === undefined)
      throw new ODataError(
        `Syntax error: character '${text[at] ?? ''}' is not valid at position ${at} in '${text}'.`,
      );
    found.push({ kind: token.kind, text: token.value, at });
    at += token.length;
  }
  found.push({ kind: 'end', text: '', at });
  return found;
}

function readToken(
  match: (pattern: RegExp) => string | undefined,
  at: number,
): { kind: Token['kind']; value: string; length: number; at: number } | undefined {
  const quoted = match(TEXT);
  if (quoted !== undefined)
    return { kind: 'text', value: quoted.slice(1, -1).replaceAll("''", "'"), length: quoted.length, at };
  const guid = match(GUID);
  if (guid !== undefined) return { kind: 'text', value: guid, length: guid.length, at };
  for (const [kind, pattern] of KINDS) {
    const value = match(pattern);
    if (value !== undefined) return { kind, value, length: value.length, at };
  }
  return undefined;
}

const KINDS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['time', TIME],
  ['number', NUMBER],
  ['word', WORD],
  ['sign', SIGN],
];
