import { resolve } from 'node:path';
import type { Mirror } from './mirror.ts';
import type { Store } from './store/sqlite/store.ts';
import type { WriterLock } from './store/sqlite/writer-lock.ts';
import { busy } from './store/sqlite/trouble.ts';
import { fetchOnce } from './stream/fetch.ts';
import { follow } from './stream/follow.ts';

export interface OpenOptions {
  /** Make the store when there is none. Default false. */
  readonly create?: boolean | undefined;
}

/**
 * Opens the mirror in a file. Any number of processes may read it while one fetches.
 * @throws VedetteError MDE_STORE, MDE_STORE_VERSION, MDE_STORE_BUSY, MDE_DISK_FULL
 */
export async function openMirror(path: string, options: OpenOptions = {}): Promise<Mirror> {
  const { openStore } = await import('./store/sqlite/store.ts');
  return mirrorOf(openStore(resolve(path), { create: options.create }));
}

/** The mirror on an open store. */
export function mirrorOf(store: Store): Mirror {
  // From the first fetch until the mirror is closed, so that of two processes that follow only one does.
  let lock: WriterLock | undefined;
  let fetching = false;
  const fetch: Mirror['fetch'] = async (options) => {
    if (fetching) throw busy(store.path);
    fetching = true;
    try {
      lock ??= store.lock();
      return await fetchOnce(store, options);
    } finally {
      fetching = false;
    }
  };
  return {
    fetch,
    follow: (options) => follow(() => fetch(options), options),
    status: () => store.totals(),
    incidents: (filter = {}) => store.incidents(filter),
    incident: (id) => store.incident(id),
    merges: (id) => store.merges(id),
    outbox: store.outbox,
    findings: store.findings,
    close: () => {
      store.close();
      lock?.release();
      lock = undefined;
    },
  };
}
