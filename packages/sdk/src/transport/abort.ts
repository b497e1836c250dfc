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
  const untilDeadline =
    request.deadline === undefined ? Infinity : Math.max(0, request.deadline - clock.now());
  const ms = Math.min(timeoutMs, untilDeadline);
  const timer =
    ms < 2 ** 31
      ? setTimeout(() => controller.abort(timeoutError(ms, untilDeadline <= timeoutMs)), ms)
      : undefined;
  // The socket keeps the process alive while something is under way; the limit alone must not.
  timer?.unref();
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', stop);
    },
  };
}

function timeoutError(ms: number, wasDeadline: boolean): VedetteError {
  const seconds = Math.round(ms / 100) / 10;
  return new VedetteError(
    'MDE_TIMEOUT',
    wasDeadline
      ? 'No answer came before the deadline.'
      : `No answer came within the ${seconds} s allowed for one request.`,
    { facts: { ms } },
  );
}
