import { isVedetteError } from '../error.ts';
import type { VedetteError } from '../error.ts';
import { networkError, timeoutError } from '../network/failure.ts';
import type { Attempt } from '../network/failure.ts';
import { abortError, limitOf } from './abort.ts';
import type { ApiRequest } from './send.ts';

/** A failure on the way, as an error of the closed set. Errors that are already of the set pass. */
export function fromFailure(
  cause: unknown,
  request: Pick<ApiRequest, 'method'>,
  attempt: Attempt,
  signal: AbortSignal,
): VedetteError {
  const sent = request.method === 'GET' ? 'nothing' : 'unknown';
  // The time limit aborts with an error of the set, which does not know yet whether something was sent.
  if (signal.aborted && (cause === signal.reason || !isVedetteError(cause))) {
    const limit = limitOf(signal.reason);
    if (limit === undefined) return abortError(signal, sent);
    return timeoutError(attempt, limit.allowed, { changed: sent, facts: limit.facts });
  }
  return isVedetteError(cause) ? cause : networkError(cause, attempt, sent);
}
