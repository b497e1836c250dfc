import { setTimeout as sleep } from 'node:timers/promises';
import { type ErrorCode, isVedetteError } from '@vedette/sdk';
import type { FetchSummary, FollowOptions } from '../mirror.ts';

/** What passes by itself. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['MDE_NETWORK', 'MDE_QUOTA', 'MDE_SERVICE', 'MDE_TIMEOUT']);
const INTERVAL = 60_000;
/** How many intervals a quiet tenant, or one that does not answer, is left alone at most. */
const PATIENCE = 4;

/** Fetches again and again until it is aborted. Answers with the summary of each round. */
export async function* follow(
  fetch: () => Promise<FetchSummary>,
  { signal, interval = INTERVAL, note }: FollowOptions,
): AsyncGenerator<FetchSummary, void> {
  const aborted = (): boolean => signal?.aborted === true;
  let pause = interval;
  while (!aborted()) {
    let least = 0;
    try {
      const summary = await fetch();
      pause = summary.stored > 0 ? interval : Math.min(pause * 2, interval * PATIENCE);
      yield summary;
    } catch (error) {
      if (aborted()) return;
      if (!isVedetteError(error) || !PASSING.has(error.code)) throw error;
      least = error.retryAfterMs ?? 0;
      pause = Math.min(pause * 2, interval * PATIENCE);
      note?.(`${error.message} Trying again in ${Math.ceil(Math.max(pause, least) / 1000)} s.`);
    }
    if (!(await slept(Math.max(pause, least), signal))) return;
  }
}

/** False when the wait was broken off. */
async function slept(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await sleep(ms, undefined, signal === undefined ? {} : { signal });
    return true;
  } catch (error) {
    if (signal?.aborted === true) return false;
    throw error;
  }
}
