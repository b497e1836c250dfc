import { setTimeout as sleep } from 'node:timers/promises';

/** Waits; true when the time has passed, false at once when the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
