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
      if (needle.length < RARE_LENGTH) return sql`regexp_matches(${text}, ${pattern})`;
      return sql`(contains(${subject}, ${wanted}) AND regexp_matches(${text}, ${pattern}))`;
    }
  }
}

/** The pattern that tells a term from a mere piece of text; undefined where every occurrence is one. */
function termPattern(kind: keyof typeof TERM_ENDS, cased: boolean, needle: string): Sql | undefined {
  const { before, after } = boundaries(needle, TERM_ENDS[kind]);
  if (before === '' && after === '') return undefined;
  const pattern = `${before}${escaped(needle)}${after}`;
  return sql`${cased ? pattern : `(?i)${pattern}`}`;
}

/** A shorter needle is in many texts, so that looking for it first would gain nothing. */
const RARE_LENGTH = 4;

/** How many needles a single regular expression looks for. */
const TOGETHER = 100;

/** Whether a text has any of the needles as a term. A few are looked for one by one, many in one pass. */
export function hasAny(text: Sql, needles: readonly string[]): Sql {
  if (needles.length <= 3 || needles.includes('')) {
    return sql`(${joined(
      needles.map((needle) => matchesText({ kind: 'has', cased: false }, text, needle)),
      ' OR ',
    )})`;
  }
  const patterns: Sql[] = [];
  for (let start = 0; start < needles.length; start += TOGETHER) {
    const together = needles.slice(start, start + TOGETHER);
    const alike = Map.groupBy(together, (needle) => JSON.stringify(boundaries(needle, TERM_ENDS.has)));
    const alternatives = Array.from(alike.values(), (group) => {
      const { before, after } = boundaries(group[0] ?? '', TERM_ENDS.has);
      return `${before}(?:${group.map(escaped).join('|')})${after}`;
    });
    patterns.push(sql`regexp_matches(${text}, ${`(?i)${alternatives.join('|')}`})`);
  }
  return sql`(${joined(patterns, ' OR ')})`;
}
