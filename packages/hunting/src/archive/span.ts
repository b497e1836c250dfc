import { earlier, later, type Instant } from './instant.ts';

/** From `from` on, up to but without `until`. */
export interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

export function isEmpty({ from, until }: Span): boolean {
  return from >= until;
}

export function overlaps(one: Span, other: Span): boolean {
  return one.from < other.until && other.from < one.until;
}

/** What of `want` none of `have` covers, in order of time. */
export function missing(want: Span, have: readonly Span[]): Span[] {
  const gaps: Span[] = [];
  let { from } = want;
  for (const span of joined(have)) {
    if (span.until <= from) continue;
    if (span.from >= want.until) break;
    if (span.from > from) gaps.push({ from, until: span.from });
    from = later(from, span.until);
  }
  if (from < want.until) gaps.push({ from, until: want.until });
  return gaps;
}

/** The same moments as few spans, in order of time; neighbours are joined. */
export function joined(spans: readonly Span[]): Span[] {
  const result: { from: Instant; until: Instant }[] = [];
  for (const span of spans.filter((one) => !isEmpty(one)).toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = result.at(-1);
    if (last !== undefined && span.from <= last.until) last.until = later(last.until, span.until);
    else result.push({ ...span });
  }
  return result;
}

/** The moments that are in both. */
export function common(one: Span, other: Span): Span | undefined {
  const both = { from: later(one.from, other.from), until: earlier(one.until, other.until) };
  return isEmpty(both) ? undefined : both;
}
