import { VedetteError } from '@vedette/sdk';
import { TICKS_OF_A_DAY, type Ticks } from './ticks.ts';
import type { Span } from './window.ts';

/** How far from its other end a span without an end is cut. */
const REACH = 30n * TICKS_OF_A_DAY;

/** What one span gave, or that it was too much for one answer. */
export type Part<T> = { readonly kept: T; readonly rows: number } | 'too much';

export interface Walk<T> {
  readonly span: Span;
  /** Where a span without both ends is cut. */
  readonly now: Ticks;
  /** Latest first; otherwise earliest first. */
  readonly descending: boolean;
  /** Rows an answer may have; how full one was tells how long the next span may be. */
  readonly most: number;
  readonly ask: (span: Span) => Promise<Part<T>>;
}

/**
 * Asks for a span of time in pieces that are small enough, in order. The pieces are half-open and meet each other, so
 * every tick of the span is in exactly one of them.
 *
 * @throws VedetteError MDE_QUERY_LIMIT when a single tick is still too much.
 */
export async function* walkPieces<T>({ span, now, descending, most, ask }: Walk<T>): AsyncGenerator<T> {
  const waiting: Span[] = [span];
  let longest: Ticks | undefined;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const length = lengthOf(next);
    if (longest !== undefined && length !== undefined && length > longest) {
      waiting.push(...cut(next, descending ? next.to! - longest : next.from! + longest, descending));
      continue;
    }
    if (length !== undefined && length <= 0n) continue;
    // One after the other: what one gave decides how long the next may be.
    const part = await ask(next);
    if (part === 'too much') {
      waiting.push(...cut(next, middleOf(next, now), descending));
      if (length !== undefined) longest = length / 2n > 0n ? length / 2n : 1n;
      continue;
    }
    if (length !== undefined) longest = lengthAfter(length, part.rows, most);
    yield part.kept;
  }
}

/** How long the next span may be; a fifth is left for one that is busier than the last. */
function lengthAfter(length: Ticks, rows: number, most: number): Ticks {
  if (rows === 0) return length * 4n;
  const fitting = (length * BigInt(most) * 4n) / (BigInt(rows) * 5n);
  return fitting > 1n ? fitting : 1n;
}

function lengthOf({ from, to }: Span): Ticks | undefined {
  return from === undefined || to === undefined ? undefined : to - from;
}

/** Two spans for one, the one to be asked next on top. */
function cut({ from, to }: Span, at: Ticks, descending: boolean): [Span, Span] {
  const [early, late]: [Span, Span] = [
    { from, to: at },
    { from: at, to },
  ];
  return descending ? [early, late] : [late, early];
}

function middleOf({ from, to }: Span, now: Ticks): Ticks {
  if (from === undefined && to === undefined) return now;
  if (from === undefined) return to! - REACH;
  if (to === undefined) return from + REACH;
  if (to - from > 1n) return from + (to - from) / 2n;
  throw new VedetteError('MDE_QUERY_LIMIT', 'A single instant has more rows than the service gives at once', {
    advice: 'Filter the query, or summarize it.',
    changed: 'nothing',
  });
}
