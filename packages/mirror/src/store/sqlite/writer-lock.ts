import { loadSqlite } from './load.ts';
import { busy, explain } from './trouble.ts';

export interface WriterLock {
  release(): void;
}

/**
 * Only one process fetches into a store: two would undo each other's cursors, though neither would damage the
 * file. The lock is an exclusive transaction on an empty database beside the store, because the operating
 * system gives it back when the process dies, however it dies, on every platform: no process id to go stale.
 * @throws VedetteError MDE_STORE_BUSY
 */
export function lockWriter(path: string): WriterLock {
  const { DatabaseSync } = loadSqlite();
  const file = `${path}-lock`;
  try {
    const db = new DatabaseSync(file, { timeout: 0 });
    try {
      db.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      db.close();
      throw error;
    }
    return { release: () => db.close() };
  } catch (error) {
    const problem = explain(file, error);
    throw problem.code === 'MDE_STORE_BUSY' ? busy(path, error) : problem;
  }
}
