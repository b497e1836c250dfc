import type { DatabaseSync } from 'node:sqlite';
import type { Incident } from '@vedette/sdk';
import type { FindingBook } from '../../finding.ts';
import type { LocalFilter, Merges, MirrorStatus, Outbox } from '../../mirror.ts';
import { type ConnectOptions, connect } from './connection.ts';
import { findingBook, findingOutbox } from './findings.ts';
import { type NativeOrGraph, type Written, incidentWriter } from './incident-writer.ts';
import { incidentReader } from './incident-reader.ts';
import { type LooseEnds, looseEnds } from './loose-ends.ts';
import { migrate } from './migration.ts';
import { outbox } from './outbox.ts';
import { type Cursor, type ProgressBook, progressBook } from './progress.ts';
import { totals } from './totals.ts';
import { transact } from './transaction.ts';
import { explain, guard } from './trouble.ts';
import { type WriterLock, lockWriter } from './writer-lock.ts';

export interface PageWrite {
  readonly incidents: readonly Incident[];
  readonly route: NativeOrGraph;
  /** Between which times everything has been read once this page is stored. */
  readonly cursor?: Cursor | undefined;
  /** The loose end that this page settles. */
  readonly settles?: string | undefined;
  readonly now: number;
}

export interface PageWritten {
  /** Versions that were new. */
  readonly stored: number;
  readonly merged: number;
  /** Incidents, and the alerts in them, that this run had not read before. */
  readonly incidents: number;
  readonly alerts: number;
}

export interface Store {
  readonly path: string;
  /** Current states, versions, outbox rows and cursor, all or nothing. */
  writePage(page: PageWrite): PageWritten;
  readonly progress: ProgressBook;
  readonly looseEnds: LooseEnds;
  readonly outbox: Outbox;
  readonly findings: FindingBook;
  incidents(filter: LocalFilter): Iterable<Incident>;
  incident(id: string): Incident | undefined;
  merges(id: string): Merges;
  totals(): MirrorStatus;
  /** @throws VedetteError MDE_STORE_BUSY */
  lock(): WriterLock;
  close(): void;
}

/** @throws VedetteError MDE_STORE, MDE_STORE_VERSION, MDE_STORE_BUSY, MDE_DISK_FULL, as does every method. */
export function openStore(path: string, options: ConnectOptions = {}): Store {
  const db = guard(path, () => connect(path, options));
  try {
    return guard(path, () => {
      migrate(db, path);
      return assemble(db, path);
    });
  } catch (error) {
    db.close();
    throw error;
  }
}

function assemble(db: DatabaseSync, path: string): Store {
  const write = incidentWriter(db);
  const reader = incidentReader(db);
  const progress = guarded(path, progressBook(db));
  const ends = looseEnds(db);
  return {
    path,
    progress,
    looseEnds: guarded(path, ends),
    outbox: guarded(path, outbox(db)),
    findings: findingsOf(db, path),
    writePage: (page) =>
      guard(path, () =>
        transact(db, () => {
          const written = page.incidents.map((incident) => write(incident, page.route, page.now));
          if (page.settles !== undefined) ends.settle(page.settles);
          if (page.cursor !== undefined) progress.advance(page.cursor, page.now);
          return sum(written);
        }),
      ),
    *incidents(filter) {
      try {
        yield* reader.list(filter);
      } catch (error) {
        throw explain(path, error);
      }
    },
    incident: (id) => guard(path, () => reader.get(id)),
    merges: (id) => guard(path, () => reader.merges(id)),
    totals: () => guard(path, () => totals(db, path)),
    lock: () => lockWriter(path),
    close: () => db.close(),
  };
}

function findingsOf(db: DatabaseSync, path: string): FindingBook {
  const { list, ...book } = findingBook(db);
  return {
    ...guarded(path, book),
    outbox: guarded(path, findingOutbox(db)),
    *list(filter) {
      try {
        yield* list(filter);
      } catch (error) {
        throw explain(path, error);
      }
    },
  };
}

function sum(written: readonly Written[]): PageWritten {
  const total = { stored: 0, merged: 0, incidents: 0, alerts: 0 };
  for (const { fresh, merged, first, alerts } of written) {
    total.stored += Number(fresh);
    total.merged += Number(merged);
    total.incidents += Number(first);
    total.alerts += first ? alerts : 0;
  }
  return total;
}

/** The same methods, with what SQLite throws explained. */
function guarded<T extends object>(path: string, methods: T): T {
  const entries = Object.entries(methods as Record<string, (...given: unknown[]) => unknown>);
  return Object.fromEntries(
    entries.map(([name, method]) => [name, (...given: unknown[]) => guard(path, () => method(...given))]),
  ) as T;
}
