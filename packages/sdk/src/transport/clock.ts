import { setTimeout as delay } from 'node:timers/promises';

/** Time as the transport sees it; tests and benches hold it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after `ms`; rejects at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** setTimeout counts in a signed 32-bit number of milliseconds and fires at once beyond it. */
const longestTimer = 2 ** 31 - 1;

export const realClock: Clock = {
  now: Date.now,
  async sleep(ms, signal) {
    for (let left = ms; left > 0; left -= longestTimer) {
      await delay(Math.min(left, longestTimer), undefined, signal === undefined ? {} : { signal });
    }
  },
};
