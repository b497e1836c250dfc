import type { DatabaseSync } from 'node:sqlite';
import { VedetteError } from '@vedette/sdk';
import { transact } from './transaction.ts';
import { migration0001 } from './migrations/0001.ts';
import { migration0002 } from './migrations/0002.ts';

const MIGRATIONS: readonly string[] = [migration0001, migration0002];

/** The newest schema this build knows. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Marks the file as ours in its header ("Vdte"), so that somebody else's database is never migrated. */
const APPLICATION_ID = 0x56647465;

/**
 * Brings the schema up to date.
 * @throws VedetteError MDE_STORE_VERSION, MDE_STORE (a database of something else)
 */
export function migrate(db: DatabaseSync, path: string): void {
  if (versionOf(db, path) === SCHEMA_VERSION) return;
  transact(db, () => {
    // Looked at again under the write lock: another process may have migrated in the meantime.
    const found = versionOf(db, path);
    MIGRATIONS.slice(found).forEach((sql, index) => {
      // The version goes in first, so that of two processes that try, the loser stops before any change.
      db.exec(`PRAGMA user_version = ${found + index + 1}`);
      db.exec(sql);
    });
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  });
}

function versionOf(db: DatabaseSync, path: string): number {
  const version = pragma(db, 'user_version');
  const application = pragma(db, 'application_id');
  const tables = Number(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n']);
  if (application !== APPLICATION_ID && (application !== 0 || version !== 0 || tables > 0)) {
    throw new VedetteError('MDE_STORE', `${path} is a database, but not a mirror of Vedette.`, {
      advice: 'Give the path of a mirror, or of a file that does not exist yet.',
      facts: { path },
    });
  }
  if (version > SCHEMA_VERSION) {
    throw new VedetteError(
      'MDE_STORE_VERSION',
      `The store ${path} has version ${version}; this Vedette knows versions up to ${SCHEMA_VERSION}.`,
      { facts: { path, found: version, known: SCHEMA_VERSION } },
    );
  }
  return version;
}

function pragma(db: DatabaseSync, name: string): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}
