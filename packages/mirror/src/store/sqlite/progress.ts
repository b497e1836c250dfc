import type { DatabaseSync } from 'node:sqlite';

export interface RunCounts {
  pages: number;
  incidents: number;
  alerts: number;
  stored: number;
  merged: number;
  degraded: string | undefined;
}

export interface Cursor {
  readonly origin: number;
  readonly position: number;
}

/** How far the stream has come, and the diary of its runs. */
export interface ProgressBook {
  /** Epoch ms between which everything was read; undefined when nothing was. */
  cursor(): Cursor | undefined;
  /** Never moves back; `origin` counts only the first time. */
  advance(cursor: Cursor, now: number): void;
  /** Epoch ms at which a sweep of this name was last completed. */
  sweptAt(name: string): number | undefined;
  swept(names: readonly string[], now: number): void;
  begin(sweep: string, now: number): number;
  end(run: number, now: number, counts: RunCounts, error?: string): void;
  /** The time of update of the nth newest incident; undefined when there are fewer. */
  nthNewest(n: number): string | undefined;
}

/** Runs kept in the diary: a follow that polls once a minute writes half a million a year. */
const RUNS_KEPT = 1000;
const STREAM = 'incident';

export function progressBook(db: DatabaseSync): ProgressBook {
  const readCursor = db.prepare('SELECT origin, position FROM cursor WHERE stream = ?');
  const setCursor = db.prepare(
    `INSERT INTO cursor (stream, origin, position, updated_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (stream) DO UPDATE SET position = excluded.position, updated_at = excluded.updated_at
     WHERE excluded.position > cursor.position`,
  );
  const readSweep = db.prepare('SELECT done_at FROM sweep WHERE name = ?');
  const setSweep = db.prepare(
    `INSERT INTO sweep (name, done_at) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET done_at = excluded.done_at`,
  );
  const beginRun = db.prepare('INSERT INTO fetch_run (sweep, started_at) VALUES (?, ?)');
  const forget = db.prepare('DELETE FROM read_in_run');
  const prune = db.prepare('DELETE FROM fetch_run WHERE seq <= ?');
  const endRun = db.prepare(
    `UPDATE fetch_run SET ended_at = $now, pages = $pages, incidents = $incidents, alerts = $alerts,
       stored = $stored, merged = $merged, degraded = $degraded, error = $error WHERE seq = $run`,
  );
  const nth = db.prepare('SELECT last_update FROM incident ORDER BY last_update DESC LIMIT 1 OFFSET ?');
  return {
    cursor: () => {
      const row = readCursor.get(STREAM);
      if (row === undefined) return undefined;
      return { origin: Number(row['origin']), position: Number(row['position']) };
    },
    advance: ({ origin, position }, now) => {
      setCursor.run(STREAM, origin, position, now);
    },
    sweptAt: (name) => {
      const row = readSweep.get(name);
      return row === undefined ? undefined : Number(row['done_at']);
    },
    swept: (names, now) => names.forEach((name) => setSweep.run(name, now)),
    begin: (sweep, now) => {
      const run = Number(beginRun.run(sweep, now).lastInsertRowid);
      prune.run(run - RUNS_KEPT);
      forget.run();
      return run;
    },
    end: (run, now, counts, error) => {
      endRun.run({ ...counts, degraded: counts.degraded ?? null, error: error ?? null, now, run });
    },
    nthNewest: (n) => {
      const row = nth.get(n - 1);
      return row === undefined ? undefined : String(row['last_update']);
    },
  };
}
