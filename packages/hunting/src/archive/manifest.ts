import { closeSync, existsSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { guard, loadSqlite, transact } from '@vedette/mirror';
import { VedetteError } from '@vedette/sdk';
import type { ArchiveFile, Origin } from './file.ts';
import type { Instant } from './instant.ts';
import { APPLICATION_ID, MANIFEST_SCHEMA, MANIFEST_VERSION } from './manifest-schema.ts';
import { joined, missing, type Span } from './span.ts';

export interface CoveredSpan extends Span {
  /** False: read so soon after its end that rows may have arrived since. */
  readonly settled: boolean;
}

/** One step of the archive: all of it, or nothing. */
export interface Change {
  readonly add?: readonly ArchiveFile[] | undefined;
  readonly drop?: readonly string[] | undefined;
  readonly cover?: { readonly table: string; readonly spans: readonly CoveredSpan[] } | undefined;
  readonly uncover?: { readonly table: string; readonly span: Span } | undefined;
  readonly facts?: Readonly<Record<string, string>> | undefined;
}

/** What counts. */
export interface Manifest {
  readonly path: string;
  /** In order of table, day and name. */
  files(table?: string, day?: string): ArchiveFile[];
  /** In order of time, not overlapping. */
  covered(table: string): CoveredSpan[];
  /** Tables with files or covered spans. */
  tables(): string[];
  fact(name: string): string | undefined;
  commit(change: Change, now: number): void;
  dropped(before: number): string[];
  /** Every name that is known, whether it counts or not. */
  names(): ReadonlySet<string>;
  /** Notes a file that is about to be: should it never count, it is removed like one that was dropped. */
  plan(name: string, now: number): void;
  forget(names: readonly string[]): void;
  close(): void;
}

/** @throws VedetteError MDE_STORE when there is none and none is to be made, MDE_STORE_VERSION, MDE_DISK_FULL */
export function openManifest(folder: string, create: boolean): Manifest {
  const path = join(folder, 'archive.db');
  if (create) makeFile(folder, path);
  else if (!existsSync(path)) {
    throw new VedetteError('MDE_STORE', `There is no archive at ${folder} yet.`, {
      advice: 'Run: vedette archive export, or vedette archive import FILE',
      facts: { path: folder, missing: true },
    });
  }
  return guard(path, () => {
    const { DatabaseSync } = loadSqlite();
    const db = new DatabaseSync(path, { timeout: 5_000 });
    try {
      // A step that was answered is on the disk: the files it replaces are removed later.
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
      migrate(db, path);
      return guardedManifest(path, assemble(db, path));
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** For its owner only: it holds everything that happened on every device. */
function makeFile(folder: string, path: string): void {
  refuseOrphans(folder, path);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  } catch (cause) {
    throw new VedetteError('MDE_STORE', `The archive ${folder} cannot be made.`, {
      cause,
      facts: { path: folder },
    });
  }
}

/** Files whose manifest is gone are not to be passed over in silence, as an archive that begins anew would do. */
function refuseOrphans(folder: string, path: string): void {
  if (existsSync(path) || !existsSync(folder)) return;
  const orphan = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('.parquet'),
  );
  if (orphan === undefined) return;
  throw new VedetteError(
    'MDE_STORE',
    `${folder} has files of an archive, such as ${orphan}, but not archive.db, which says what counts.`,
    {
      advice: 'Put archive.db back from a copy, or begin in another folder. Nothing was changed.',
      facts: { path: folder },
    },
  );
}

function migrate(db: DatabaseSync, path: string): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  const application = Number(db.prepare('PRAGMA application_id').get()?.['application_id']);
  const tables = Number(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n']);
  if (application === APPLICATION_ID && version === MANIFEST_VERSION) return;
  if (application !== APPLICATION_ID && (application !== 0 || tables > 0)) {
    throw new VedetteError('MDE_STORE', `${path} is a database, but not of an archive of Vedette.`, {
      facts: { path },
    });
  }
  if (version > MANIFEST_VERSION) {
    throw new VedetteError(
      'MDE_STORE_VERSION',
      `The archive ${path} has version ${version}; this Vedette knows versions up to ${MANIFEST_VERSION}.`,
      {
        facts: { path, found: version, known: MANIFEST_VERSION },
      },
    );
  }
  transact(db, () => {
    // Looked at again under the write lock: another process may have made it in the meantime.
    if (Number(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n']) > 0) return;
    db.exec(MANIFEST_SCHEMA);
    db.exec(`PRAGMA user_version = ${MANIFEST_VERSION}; PRAGMA application_id = ${APPLICATION_ID}`);
  });
}

function assemble(db: DatabaseSync, path: string): Manifest {
  const byTable = db.prepare(
    'SELECT * FROM file WHERE (?1 IS NULL OR tbl = ?1) AND (?2 IS NULL OR day = ?2) ORDER BY tbl, day, name',
  );
  const spans = db.prepare('SELECT from_ts, until_ts, settled FROM covered WHERE tbl = ? ORDER BY from_ts');
  const addFile = db.prepare(
    'INSERT INTO file (name, tbl, day, origin, columns, rows, bytes, sha256, first, last, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const removeFile = db.prepare('DELETE FROM file WHERE name = ?');
  const addDropped = db.prepare('INSERT OR REPLACE INTO dropped (name, dropped_at) VALUES (?, ?)');
  const removeDropped = db.prepare('DELETE FROM dropped WHERE name = ?');
  const removeSpans = db.prepare('DELETE FROM covered WHERE tbl = ?');
  const addSpan = db.prepare('INSERT INTO covered (tbl, from_ts, until_ts, settled) VALUES (?, ?, ?, ?)');
  const setFact = db.prepare('INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)');

  const covered = (table: string): CoveredSpan[] =>
    spans.all(table).map((row) => ({
      from: String(row['from_ts']),
      until: String(row['until_ts']),
      settled: row['settled'] === 1,
    }));
  const setCovered = (table: string, list: readonly CoveredSpan[]): void => {
    removeSpans.run(table);
    for (const { from, until, settled } of list) addSpan.run(table, from, until, settled ? 1 : 0);
  };

  return {
    path,
    covered,
    files: (table, day) => byTable.all(table ?? null, day ?? null).map(fileOf),
    tables: () =>
      db
        .prepare('SELECT tbl FROM file UNION SELECT tbl FROM covered ORDER BY tbl')
        .all()
        .map((row) => String(row['tbl'])),
    fact: (name) => {
      const row = db.prepare('SELECT value FROM fact WHERE name = ?').get(name);
      return row === undefined ? undefined : String(row['value']);
    },
    commit: ({ add = [], drop = [], cover, uncover, facts = {} }, now) =>
      transact(db, () => {
        for (const name of drop) {
          if (removeFile.run(name).changes !== 1) throw new Error(`${name} does not count any more`);
          addDropped.run(name, now);
        }
        for (const { name, table, day, origin, columns, rows, bytes, sha256, first, last } of add) {
          removeDropped.run(name);
          addFile.run(
            name,
            table,
            day,
            origin,
            JSON.stringify(columns),
            rows,
            bytes,
            sha256,
            first ?? null,
            last ?? null,
            now,
          );
        }
        if (uncover !== undefined) setCovered(uncover.table, without(covered(uncover.table), [uncover.span]));
        if (cover !== undefined) {
          setCovered(cover.table, gathered([...without(covered(cover.table), cover.spans), ...cover.spans]));
        }
        for (const [name, value] of Object.entries(facts)) setFact.run(name, value);
      }),
    dropped: (before) =>
      db
        .prepare('SELECT name FROM dropped WHERE dropped_at <= ?')
        .all(before)
        .map((row) => String(row['name'])),
    names: () =>
      new Set(
        db
          .prepare('SELECT name FROM file UNION SELECT name FROM dropped')
          .all()
          .map((row) => String(row['name'])),
      ),
    plan: (name, now) => {
      addDropped.run(name, now);
    },
    forget: (names) =>
      transact(db, () => {
        for (const name of names) removeDropped.run(name);
      }),
    close: () => db.close(),
  };
}

/** The covered spans with these moments cut out of them. */
function without(list: readonly CoveredSpan[], cut: readonly Span[]): CoveredSpan[] {
  return list.flatMap((span) => missing(span, cut).map((rest) => ({ ...rest, settled: span.settled })));
}

function gathered(list: readonly CoveredSpan[]): CoveredSpan[] {
  return [true, false].flatMap((settled) =>
    joined(list.filter((span) => span.settled === settled)).map((span) => ({ ...span, settled })),
  );
}

function fileOf(row: Record<string, unknown>): ArchiveFile {
  const time = (value: unknown): Instant | undefined => (typeof value === 'string' ? value : undefined);
  return {
    name: String(row['name']),
    table: String(row['tbl']),
    day: String(row['day']),
    origin: row['origin'] as Origin,
    columns: JSON.parse(String(row['columns'])) as string[],
    rows: Number(row['rows']),
    bytes: Number(row['bytes']),
    sha256: String(row['sha256']),
    first: time(row['first']),
    last: time(row['last']),
  };
}

/** The same methods, with what SQLite throws explained. */
function guardedManifest(path: string, manifest: Manifest): Manifest {
  const entries = Object.entries(manifest).map(([name, value]: [string, unknown]) =>
    typeof value === 'function'
      ? [
          name,
          (...given: unknown[]): unknown =>
            guard(path, () => Reflect.apply(value, manifest, given) as unknown),
        ]
      : [name, value],
  );
  return Object.fromEntries(entries) as Manifest;
}
