import { joined, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { TermEnds } from './term.ts';
import { boundaries, escaped, lowered } from './term.ts';

/** What a string operator looks for: where the needle must stand, and whether capital letters count. */
export interface TextMatch {
  readonly kind: 'contains' | 'startswith' | 'endswith' | 'equals' | 'has' | 'hasprefix' | 'hassuffix';
  readonly cased: boolean;
}

export const TERM_ENDS: Readonly<Record<'has' | 'hasprefix' | 'hassuffix', TermEnds>> = {
  has: { start: true, end: true },
  hasprefix: { start: true, end: false },
  hassuffix: { start: false, end: true },
};

/**
 * Whether a text meets a string operator with a needle that stands in the query. A plain search goes before the regular
 * expression for terms: it is much faster and most rows fail it.
 */
export function matchesText({ kind, cased }: TextMatch, text: Sql, needle: string): Sql {
  const subject = cased ? text : sql`lower(${text})`;
  const wanted = cased ? sql`${needle}` : lowered(needle);
  switch (kind) {
    case 'contains':
      return sql`contains(${subject}, ${wanted})`;
    case 'startswith':
      return sql`starts_with(${subject}, ${wanted})`;
    case 'endswith':
      return sql`ends_with(${subject}, ${wanted})`;
    case 'equals':
      return sql`${subject} = ${wanted}`;
    case 'has':
    case 'hasprefix':
    case 'hassuffix': {
      const pattern = termPattern(kind, cased, needle);
      if (!pattern) return sql`contains(${subject}, ${wanted})`;
      return sql`(contains(${subject}, ${wanted}) AND regexp_matches(${subject}, ${pattern}))`;
    }
  }
}

/** The pattern that tells a term from a mere piece of text; undefined where every occurrence is one. */
function termPattern(kind: keyof typeof TERM_ENDS, cased: boolean, needle: string): Sql | undefined {
  const { before, after } = boundaries(needle, TERM_ENDS[kind]);
  if (before === '' && after === '') return undefined;
  // The regular expression of a letter outside ASCII is left to DuckDB, which knows its own lower case.
  if (/^[\0-\x7f]*$/.test(needle)) {
    return sql`${`${before}${escaped(cased ? needle : needle.toLowerCase())}${after}`}`;
  }
  return sql`(${before} || regexp_escape(${cased ? sql`${needle}` : lowered(needle)}) || ${after})`;
}

/** How many needles a single regular expression looks for. */
const TOGETHER = 100;

/** Whether a text has any of the needles as a term. A few are looked for one by one, many in one pass. */
export function hasAny(text: Sql, needles: readonly string[]): Sql {
  const match: TextMatch = { kind: 'has', cased: false };
  const plain = needles.filter((needle) => /^[\0-\x7f]+$/.test(needle));
  if (needles.length <= 3 || plain.length < needles.length) {
    return sql`(${joined(
      needles.map((needle) => matchesText(match, text, needle)),
      ' OR ',
    )})`;
  }
  const patterns: Sql[] = [];
  for (let start = 0; start < needles.length; start += TOGETHER) {
    const alternatives = needles.slice(start, start + TOGETHER).map((needle) => {
      const { before, after } = boundaries(needle, TERM_ENDS.has);
      return `${before}${escaped(needle.toLowerCase())}${after}`;
    });
    patterns.push(sql`regexp_matches(lower(${text}), ${alternatives.join('|')})`);
  }
  return sql`(${joined(patterns, ' OR ')})`;
}
