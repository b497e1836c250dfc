import type { Sweep } from '../mirror.ts';
import { msOf } from '../instant.ts';
import type { ProgressBook } from '../store/sqlite/progress.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * An incident can surface with a time of update that has been passed already: the service is written to in many
 * places and read in others. So every fetch looks a little way back (the overlap), and now and then much
 * further (the reconcile). Reading again what is known costs requests and stores nothing. The 200 newest
 * incidents are two to four pages: a small tenant is thus compared as a whole every time.
 */
export const SWEEPS: readonly Sweep[] = [
  { name: 'overlap', every: 0, back: 15 * MINUTE, incidents: 200 },
  { name: 'hourly', every: HOUR, back: DAY },
  { name: 'daily', every: DAY, back: 30 * DAY },
];

export interface Start {
  /** Where the mirror begins, epoch ms. */
  readonly origin: number;
  /** Epoch ms to read from; 0: from the beginning. */
  readonly from: number;
  /** The sweeps that this fetch does, so that they are not due again. */
  readonly names: readonly string[];
}

/** From where to read, seen from the cursor. All sweeps that are due are done by the one that reaches back furthest. */
export function startOf(
  sweeps: readonly Sweep[],
  book: Pick<ProgressBook, 'cursor' | 'sweptAt' | 'nthNewest'>,
  since: number,
  now: number,
): Start {
  const cursor = book.cursor();
  if (cursor === undefined) return { origin: since, from: since, names: sweeps.map(({ name }) => name) };
  const due = sweeps.filter(({ name, every }) => now - (book.sweptAt(name) ?? -Infinity) >= every);
  const { origin, position } = cursor;
  const from = Math.min(position, ...due.map((sweep) => reach(sweep, position, book)));
  return { origin, from: Math.max(origin, from), names: due.map(({ name }) => name) };
}

function reach(sweep: Sweep, position: number, book: Pick<ProgressBook, 'nthNewest'>): number {
  const byTime = position - sweep.back;
  if (sweep.incidents === undefined) return byTime;
  return Math.min(byTime, msOf(book.nthNewest(sweep.incidents)) ?? 0);
}
