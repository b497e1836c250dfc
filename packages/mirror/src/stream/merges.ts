import type { PageWritten, Store } from '../store/sqlite/store.ts';
import type { Source } from './listing.ts';
import { find } from './page.ts';

/** Incidents looked at after one reading. What is left over is kept in the store for the next one. */
const AT_MOST = 500;

/**
 * Reads what merges point to and what they took alerts from. A target that is itself merged becomes a loose end
 * in turn, so a chain is followed to its end; each incident is read once, so a circle ends where it closes.
 */
export async function* followMerges(
  store: Store,
  source: Source,
  now: () => number,
): AsyncGenerator<PageWritten, void> {
  for (let read = 0; read < AT_MOST;) {
    const ids = store.looseEnds.next(Math.min(50, AT_MOST - read));
    if (ids.length === 0) return;
    for (const id of ids) {
      const incident = await find(source, id);
      yield store.writePage({
        incidents: incident ? [incident] : [],
        route: source.route,
        settles: id,
        now: now(),
      });
      read += 1;
    }
  }
}
