import type { DatabaseSync } from 'node:sqlite';

/** All or nothing. Takes the write lock at once: a lock that is taken at the first write can fail half way. */
export function transact<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // After SQLITE_FULL and the like SQLite has rolled back by itself already.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
