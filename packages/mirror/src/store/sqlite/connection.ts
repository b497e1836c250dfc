import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { VedetteError } from '@vedette/sdk';
import { loadSqlite } from './load.ts';

export interface ConnectOptions {
  /** Make the file and its folder when they are not there. Default false. */
  readonly create?: boolean | undefined;
  /** Refuse to grow beyond so many database pages: lets a test fill the disk. */
  readonly maxPages?: number | undefined;
}

/** How long a statement waits for the lock of another process, in ms. Commits take a few. */
const BUSY_TIMEOUT = 5_000;

/**
 * Opens the file.
 *
 * `synchronous=FULL`: a commit is on the disk when it returns, also when the power fails. NORMAL would keep the
 * file consistent but might forget the last commits, and a version that was already delivered from the outbox
 * would then be found again and delivered twice. It costs one fsync for a page of incidents: measured with
 * 5,000 incidents of 20 kB, 263 ms against 251 ms.
 *
 * Pages of 16 kB, because an incident with its alerts has 10 to 50 kB: 263 ms against 357 ms with 4 kB.
 *
 * @throws VedetteError MDE_STORE when there is no such file and none is to be made
 */
export function connect(path: string, options: ConnectOptions): DatabaseSync {
  if (options.create === true) create(path);
  else if (!existsSync(path)) {
    throw new VedetteError('MDE_STORE', `There is no mirror at ${path} yet.`, {
      advice: 'Run: vedette mirror fetch',
      facts: { path, missing: true },
    });
  }
  const { DatabaseSync } = loadSqlite();
  const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT });
  try {
    db.exec('PRAGMA page_size = 16384');
    db.exec('PRAGMA journal_mode = WAL');
    db.exec('PRAGMA synchronous = FULL');
    db.exec('PRAGMA cache_size = -2000');
    // Which incidents the present run has read, to count each once. On disk: a back-fill may read very many.
    db.exec(
      'PRAGMA temp_store = FILE; CREATE TEMP TABLE read_in_run (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID',
    );
    if (options.maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${Math.trunc(options.maxPages)}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** For its owner only: it holds what an attacker would like to know, that is, what has been noticed. */
function create(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  } catch (cause) {
    throw new VedetteError('MDE_STORE', `The store ${path} cannot be made.`, { cause, facts: { path } });
  }
}
