import { setTimeout as sleepFor } from 'node:timers/promises';
import { isVedetteError, VedetteError } from '../error.ts';

/** Waits; ends early, with the error of the signal, when it is aborted. Injected so that tests need not wait. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export const sleep: Sleep = async (ms, signal) => {
  try {
    await sleepFor(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    throw signal?.aborted ? abortError(signal) : error;
  }
};

/** The error of an aborted signal: its own when it carries one, a time-out, or the person's wish. */
export function abortError(signal: AbortSignal): VedetteError {
  const reason: unknown = signal.reason;
  if (isVedetteError(reason)) return reason;
  if (reason instanceof Error && reason.name === 'TimeoutError') {
    return new VedetteError('MDE_TIMEOUT', 'Sign-in took longer than allowed.', { cause: reason });
  }
  return new VedetteError('MDE_ABORTED', 'Sign-in was stopped.');
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortError(signal);
}

/** The result, or the error of the signal as soon as it is aborted. The work itself goes on. */
export async function orAbort<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  throwIfAborted(signal);
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(abortError(signal));
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
