import { VedetteError, isVedetteError } from '@vedette/sdk';
import { isoOf, msOf } from '../instant.ts';
import type { FetchOptions, FetchSummary } from '../mirror.ts';
import type { RunCounts } from '../store/sqlite/progress.ts';
import type { PageWritten, Store } from '../store/sqlite/store.ts';
import { followMerges } from './merges.ts';
import { giveBackGarbage } from './garbage.ts';
import { settleRoute } from './listing.ts';
import { read } from './read.ts';
import { SWEEPS, startOf } from './sweeps.ts';

/** Brings the store up to date once. Whatever ends it early, the next one goes on from the last page stored. */
export async function fetchOnce(store: Store, options: FetchOptions): Promise<FetchSummary> {
  const { defender, signal, now = Date.now, sweeps = SWEEPS } = options;
  const { progress } = store;
  const began = now();
  const start = startOf(sweeps, progress, sinceOf(options), began);
  if (start.names.some((name) => sweeps.find((sweep) => sweep.name === name)?.every !== 0)) {
    store.looseEnds.retryMissing();
  }
  const counts: RunCounts = { pages: 0, incidents: 0, alerts: 0, stored: 0, merged: 0, degraded: undefined };
  const run = progress.begin(start.names.at(-1) ?? 'cursor', began);
  const tell = (): void => {
    const { incidents, alerts } = counts;
    const through = throughOf(store);
    options.progress?.({ incidents, alerts, ...(through === undefined ? {} : { through }) });
  };
  const degrade = (reason: string): void => {
    if (counts.degraded === undefined) options.note?.(reason);
    counts.degraded ??= reason;
  };
  try {
    const route = await settleRoute(defender, options.route, signal);
    const source = { defender, route, signal };
    const reading = { source, by: 'updated', from: start.from, known: progress.cursor()?.position } as const;
    for await (const batch of read(reading)) {
      const { items, position } = batch;
      const cursor = position === undefined ? undefined : { origin: start.origin, position };
      add(counts, store.writePage({ incidents: items, route, cursor, now: now() }));
      counts.pages += 1;
      await giveBackGarbage();
      if (batch.degraded !== undefined) degrade(batch.degraded);
      tell();
    }
    for await (const written of followMerges(store, source, now)) {
      add(counts, written);
      tell();
    }
    progress.swept(start.names, now());
    progress.end(run, now(), counts);
  } catch (error) {
    record(() => progress.end(run, now(), counts, codeOf(error)));
    throw error;
  }
  return { ...counts, through: throughOf(store), ms: now() - began };
}

function add(counts: RunCounts, written: PageWritten): void {
  counts.stored += written.stored;
  counts.merged += written.merged;
  counts.incidents += written.incidents;
  counts.alerts += written.alerts;
}

function throughOf(store: Store): string | undefined {
  const position = store.progress.cursor()?.position ?? 0;
  return position === 0 ? undefined : isoOf(position);
}

function sinceOf({ since }: FetchOptions): number {
  if (since === undefined) return 0;
  const ms = msOf(since);
  if (ms === undefined) throw new VedetteError('MDE_INPUT', `"${since}" is no time.`, { facts: { since } });
  return ms;
}

function codeOf(error: unknown): string {
  return isVedetteError(error) ? error.code : 'MDE_INTERNAL';
}

/** The diary is written if it can be: on a full disk it cannot, and the trouble to tell is the first one. */
function record(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!isVedetteError(error)) throw error;
  }
}
