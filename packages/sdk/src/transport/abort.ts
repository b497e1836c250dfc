import { VedetteError, isVedetteError } from '../error.ts';
import type { Clock } from './clock.ts';
import type { ApiRequest } from './send.ts';

/** The error of the closed set that an aborted signal stands for. */
export function abortError(
  signal: AbortSignal | undefined,
  changed: 'nothing' | 'unknown' = 'nothing',
): VedetteError {
  const reason: unknown = signal?.reason;
  if (isVedetteError(reason) && reason.changed === changed) return reason;
  if (isVedetteError(reason)) {
    return new VedetteError(reason.code, reason.message, { changed, facts: reason.facts });
  }
  return new VedetteError('MDE_ABORTED', 'The request was stopped before it was answered.', { changed });
}

export interface TimeLimit {
  readonly signal: AbortSignal;
  /** The time that the reader takes for himself is not time that the service took. */
  pause(): void;
  resume(): void;
  /** Must be called when the work is done: it lets go of the timer and of the caller's signal. */
  end(): void;
}

/**
 * One signal for "the caller stopped", "the deadline came" and "this took longer than one request may".
 * Not `AbortSignal.any`: the caller's signal may live as long as the process, and each request must leave
 * nothing behind on it.
 */
export function limitTime(
  request: Pick<ApiRequest, 'signal' | 'deadline'>,
  clock: Clock,
  timeoutMs: number,
): TimeLimit {
  const controller = new AbortController();
  const outer = request.signal;
  const stop = (): void => controller.abort(outer?.reason);
  if (outer?.aborted) stop();
  else outer?.addEventListener('abort', stop, { once: true });
  let left = timeoutMs;
  let since = 0;
  let timer: NodeJS.Timeout | undefined;
  const resume = (): void => {
    const untilDeadline =
      request.deadline === undefined ? Infinity : Math.max(0, request.deadline - clock.now());
    const ms = Math.min(left, untilDeadline);
    const byDeadline = untilDeadline <= left;
    since = performance.now();
    timer =
      ms < 2 ** 31
        ? setTimeout(() => controller.abort(timeoutError(byDeadline ? ms : timeoutMs, byDeadline)), ms)
        : undefined;
    // The socket keeps the process alive while something is under way; the limit alone must not.
    timer?.unref();
  };
  resume();
  return {
    signal: controller.signal,
    resume,
    pause() {
      clearTimeout(timer);
      left = Math.max(0, left - (performance.now() - since));
    },
    end() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', stop);
    },
  };
}

/** What ended the time, where it was the time that ended: the end of a sentence, and facts. */
export interface Limit {
  readonly allowed: string;
  readonly facts: { readonly ms: number; readonly deadline: boolean };
}

const limits = new WeakMap<object, Limit>();

/** The limit behind the reason of an aborted signal; `undefined` when the caller stopped. */
export function limitOf(reason: unknown): Limit | undefined {
  return typeof reason === 'object' && reason !== null ? limits.get(reason) : undefined;
}

function timeoutError(ms: number, deadline: boolean): VedetteError {
  const seconds = Math.round(ms / 100) / 10;
  const allowed = deadline ? 'before the deadline' : `within the ${seconds} s allowed for one request`;
  const facts = { ms, deadline };
  const error = new VedetteError('MDE_TIMEOUT', `No answer came ${allowed}.`, { facts });
  limits.set(error, { allowed, facts });
  return error;
}
