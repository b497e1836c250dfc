/**
 * Reading a set that changes while one reads it, by windows of time.
 *
 * The invariant: everything before `lo` has been read. `lo` only rises, so it can be stored as the cursor after
 * every page, and a reading that is broken off goes on from it. It rises in two ways:
 *
 * - **by order**, when the service is proved to honour the order asked for: to the time of the last record of a
 *   full page. Records of that time may be on the next page too, so the time itself is asked for again;
 * - **by width**, when it is not: to the end of a window that came back whole. A full page of a window proves
 *   nothing about the rest of it, so the window is narrowed until it comes back whole. Its end is never later
 *   than the newest time the service itself has given, so that no record can still appear before it by being
 *   updated, whatever our own clock says.
 *
 * Windows begin and end on whole milliseconds, because not every service compares finer. A window of one
 * millisecond that is still too full is a tie, and drained in another way.
 */
export interface Position {
  readonly lo: number;
  /** Exclusive; undefined: open, to whatever is newest. */
  readonly hi: number | undefined;
  /** Milliseconds of a window; undefined while all windows are open. */
  readonly width: number | undefined;
  /** The newest time seen so far. */
  readonly newest: number;
  /** End of the last window that held more than a page: where there is no need to look for emptiness. */
  readonly crowded?: number | undefined;
}

export interface Seen {
  /** Epoch ms of the records of one page, in the order in which they came. */
  readonly times: readonly number[];
  /** The page holds all there is in the window. */
  readonly whole: boolean;
  /** The service was proved to honour ascending order. */
  readonly ordered: boolean;
  readonly pageSize: number;
}

export type Step =
  | { readonly kind: 'next'; readonly at: Position }
  /** All records of the millisecond `at.lo - 1` have to be drained before going on at `at`. */
  | { readonly kind: 'tie'; readonly at: Position }
  | { readonly kind: 'done'; readonly at: Position };

/** How full a page of a window is meant to be: room for some more than on the page before. */
const FILL = 0.8;

export function startAt(lo: number): Position {
  return { lo, hi: undefined, width: undefined, newest: lo };
}

export function advance(from: Position, page: Seen): Step {
  const at = { ...from, newest: max(page.times, from.newest) };
  if (page.whole) return afterWhole(at, page);
  if (page.ordered) return afterOrdered(at, page.times.at(-1) ?? at.lo);
  return narrow(at, page.times);
}

function afterWhole(at: Position, page: Seen): Step {
  // The end is the newest time the service has given, never a time of ours: it may yet give older ones than that.
  if (at.hi === undefined) return { kind: 'done', at: { ...at, lo: Math.max(at.lo, at.newest) } };
  const fill = page.times.length / page.pageSize;
  const width = at.width ?? at.hi - at.lo;
  if (fill > 0) return { kind: 'next', at: open(at, at.hi, Math.ceil(width * Math.min(2, FILL / fill))) };
  // A gap: stride over it, but no further than half way to where records are known to be.
  const half = at.crowded === undefined ? Infinity : Math.ceil((at.crowded - at.hi) / 2);
  return { kind: 'next', at: open(at, at.hi, Math.min(width * 8, Math.max(1, half))) };
}

function afterOrdered(at: Position, last: number): Step {
  if (last > at.lo) return { kind: 'next', at: { ...at, lo: last, width: undefined, hi: undefined } };
  return { kind: 'tie', at: { ...at, lo: at.lo + 1, width: undefined, hi: undefined } };
}

function narrow(at: Position, times: readonly number[]): Step {
  const end = at.hi ?? at.newest + 1;
  const before = end - at.lo;
  if (at.hi !== undefined && before <= 1) return { kind: 'tie', at: open(at, at.lo + 1, at.width ?? 1) };
  const oldest = Math.min(...times);
  const span = max(times, at.lo) - oldest;
  // A page from the beginning of the window tells how dense the records are there. Any other only says: halve.
  const telling = span > 0 && oldest - at.lo <= span ? span * 0.8 : Infinity;
  const width = Math.max(1, Math.floor(Math.min(before / 2, telling)));
  return { kind: 'next', at: { ...at, hi: at.lo + width, width, crowded: end } };
}

function open(at: Position, lo: number, width: number): Position {
  const hi = lo + width;
  const crowded = at.crowded !== undefined && at.crowded > lo ? at.crowded : undefined;
  return { lo, hi: hi > at.newest ? undefined : hi, width, newest: at.newest, crowded };
}

function max(times: readonly number[], least: number): number {
  return times.reduce((most, time) => Math.max(most, time), least);
}
