import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';

/** A character that ends a term: a term is a longest run of letters and digits. */
const BETWEEN_TERMS = String.raw`[^\pL\pN]`;
const BEFORE = `(?:^|${BETWEEN_TERMS})`;
const AFTER = `(?:$|${BETWEEN_TERMS})`;

const ASCII = /^[\0-\x7f]*$/;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Which ends of the needle must be ends of a term. */
export interface TermEnds {
  readonly start: boolean;
  readonly end: boolean;
}

/** A text of the query in lower case, as DuckDB's `lower` writes it. */
export function lowered(text: string): Sql {
  return ASCII.test(text) ? sql`${text.toLowerCase()}` : sql`lower(${text})`;
}

/** A regular expression that finds a text as it stands. */
export function escaped(text: string): string {
  return text.replace(/[\0-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]/g, (character) =>
    character >= ' ' && character !== '\x7f'
      ? `\\${character}`
      : `\\x{${character.charCodeAt(0).toString(16)}}`,
  );
}

/** What stands before and after the needle in a pattern. An end that is no letter or digit ends a term by itself. */
export function boundaries(needle: string, { start, end }: TermEnds): { before: string; after: string } {
  const characters = Array.from(needle);
  return {
    before: start && LETTER_OR_DIGIT.test(characters[0] ?? '') ? BEFORE : '',
    after: end && LETTER_OR_DIGIT.test(characters.at(-1) ?? '') ? AFTER : '',
  };
}

/** Whether `subject` has the needle between the ends of terms; both already in lower case where case does not count. */
export function hasTerm(subject: string, needle: string, { start, end }: TermEnds): boolean {
  const { before, after } = boundaries(needle, { start, end });
  for (let at = subject.indexOf(needle); at !== -1; at = subject.indexOf(needle, at + 1)) {
    const startsHere = before === '' || !LETTER_OR_DIGIT.test(characterBefore(subject, at));
    const endsHere =
      after === '' ||
      !LETTER_OR_DIGIT.test(String.fromCodePoint(subject.codePointAt(at + needle.length) ?? 0));
    if (startsHere && endsHere) return true;
  }
  return false;
}

function characterBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1) >> 10 === 0x37;
  return text.slice(Math.max(0, at - (low ? 2 : 1)), at);
}
