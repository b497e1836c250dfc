import type { DatabaseSync } from 'node:sqlite';

/** What a merge left to be looked at. Kept in the store, so that a process that dies forgets none of it. */
export interface LooseEnds {
  /** Targets of merges that are not mirrored, and incidents that lost an alert to another one. */
  next(limit: number): string[];
  /** Looked at: the incident has been read, or the cloud does not give it. */
  settle(id: string): void;
  /** Ask once more for what the cloud did not give. */
  retryMissing(): void;
}

export function looseEnds(db: DatabaseSync): LooseEnds {
  const next = db.prepare(
    `SELECT target AS id FROM merge_link l
       WHERE missing = 0 AND NOT EXISTS (SELECT 1 FROM incident WHERE id = l.target)
     UNION SELECT moved_from FROM alert WHERE moved_from IS NOT NULL LIMIT ?`,
  );
  const moved = db.prepare('UPDATE alert SET moved_from = NULL WHERE moved_from = ?');
  const missing = db.prepare(
    `UPDATE merge_link SET missing = 1
     WHERE target = $id AND missing = 0 AND NOT EXISTS (SELECT 1 FROM incident WHERE id = $id)`,
  );
  const retry = db.prepare('UPDATE merge_link SET missing = 0 WHERE missing = 1');
  return {
    next: (limit) => next.all(limit).map((row) => String(row['id'])),
    settle: (id) => {
      moved.run(id);
      // Not stored although it was asked for: there is none, or the service answered with the one it went into.
      missing.run({ id });
    },
    retryMissing: () => {
      retry.run();
    },
  };
}
