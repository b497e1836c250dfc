import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Argument, CallContext } from './function.ts';
import { textOf } from './text-of.ts';

/** A regular expression of the query as DuckDB's RE2 takes it: `(?<name>…)` is written `(?P<name>…)` there. */
export function patternOf(argument: Argument, call: CallContext): Sql {
  const text = patternText(argument);
  return text === undefined ? textOf(argument, call) : sql`${text}`;
}

/** The regular expression, where it stands in the query. */
export function patternText({ scalar, type }: Argument): string | undefined {
  if (scalar.op !== 'literal' || type !== 'string') return undefined;
  return String(scalar.value ?? '').replace(
    /(\\.)|\(\?<(?![=!])/gs,
    (found, escape?: string) => escape ?? `${found.slice(0, -1)}P<`,
  );
}

/** The names of the groups of a regular expression in order, undefined where a group has none. */
export function groupsOf(pattern: string): (string | undefined)[] {
  const groups: (string | undefined)[] = [];
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '\\') {
      if (pattern[at + 1] === 'Q') at = endOfQuotation(pattern, at + 2);
      else at++;
    } else if (inClass) {
      if (character === ']') inClass = false;
    } else if (character === '[') {
      inClass = true;
      // A bracket that stands first belongs to the class.
      if (pattern[at + 1] === '^') at++;
      if (pattern[at + 1] === ']') at++;
    } else if (character === '(') {
      const name = /^\(\?P<(\w+)>/.exec(pattern.slice(at, at + 80))?.[1];
      if (name !== undefined || pattern[at + 1] !== '?') groups.push(name);
    }
  }
  return groups;
}

function endOfQuotation(pattern: string, from: number): number {
  const end = pattern.indexOf('\\E', from);
  return end === -1 ? pattern.length : end + 1;
}
