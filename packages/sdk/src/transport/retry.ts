import { VedetteError, isVedetteError } from '../error.ts';
import { abortError } from './abort.ts';
import { isSignInFailure } from './authorize.ts';
import type { Clock } from './clock.ts';
import { backOffMs } from '../network/retry-timing.ts';
import { pathOnly } from './errors.ts';
import type { ApiRequest, ApiResponse, Send, Wrapper } from './send.ts';
import { apiName } from './url.ts';

export interface RetryOptions {
  readonly clock: Clock;
  readonly onNote?: ((text: string) => void) | undefined;
  /** Default: 4 tries when the service or the network fails. */
  readonly tries?: number | undefined;
}

/** A service that keeps saying "later" is believed for so long that even an hour's quota comes back. */
const mostWaits = 100;
const failureBase = 250;
const failureCap = 30_000;
const quotaBase = 1_000;
const quotaCap = 60_000;

/**
 * Repeats what is safe to repeat. A refusal that proves nothing was done (429, or a wait named by the
 * service) is always repeated, never sooner than told. A failure is repeated when nothing was sent, or when
 * the request may be sent twice. Otherwise the outcome is unknown and is said to be so.
 */
export function retry(options: RetryOptions): Wrapper {
  return (next) => {
    const send = async (request: ApiRequest): Promise<ApiResponse> => {
      let failures = 0;
      let waits = 0;
      for (let attempt = 1; ; attempt++) {
        try {
          return resumable(await next({ ...request, attempt }), request, send);
        } catch (error) {
          if (!isVedetteError(error)) throw error;
          if (isRefusal(error) && ++waits <= mostWaits) {
            await waitAsTold(error, request, waits, options);
          } else if (isTransient(error) && ++failures < (request.tries ?? options.tries ?? 4)) {
            if (error.changed !== 'nothing' && !mayRepeat(request)) throw unknownOutcome(error, request);
            await pause(backOffMs(failures, failureBase, failureCap), error, request, options.clock);
          } else {
            throw error.changed === 'unknown' && !mayRepeat(request) ? unknownOutcome(error, request) : error;
          }
        }
      }
    };
    return send;
  };
}

function mayRepeat(request: ApiRequest): boolean {
  return request.repeatable ?? request.method === 'GET';
}

/** The service refused and names a time, or refused for the quota: nothing was done. */
function isRefusal(error: VedetteError): boolean {
  if (error.status === undefined) return false;
  return error.code === 'MDE_QUOTA' || (error.code === 'MDE_SERVICE' && error.retryAfterMs !== undefined);
}

function isTransient(error: VedetteError): boolean {
  if (isSignInFailure(error) || error.status === 407 || error.status === 501) return false;
  // One request took too long; when the deadline came, nothing is left to try with.
  if (error.code === 'MDE_TIMEOUT') return error.facts['deadline'] !== true;
  if (error.code === 'MDE_NETWORK') return error.facts['lasting'] !== true;
  return error.code === 'MDE_SERVICE';
}

async function waitAsTold(
  error: VedetteError,
  request: ApiRequest,
  waits: number,
  { clock, onNote }: RetryOptions,
): Promise<void> {
  // A wait of nought that was refused again would be a tight loop, so the back-off is the least.
  const least = error.retryAfterMs === undefined || waits > 1 ? backOffMs(waits, quotaBase, quotaCap) : 0;
  const ms = Math.max(error.retryAfterMs ?? 0, least);
  const who = isSignInFailure(error)
    ? `The sign-in service answered ${error.status}`
    : `${apiName(request.audience)} answered ${error.status} to ${request.method} ${pathOnly(request.path)}`;
  const asked = error.retryAfterMs === undefined ? '' : ' as it asks';
  await pause(ms, error, request, clock, () =>
    onNote?.(`${who}: waiting ${Math.ceil(ms / 1_000)} s${asked}, then asking again.`),
  );
}

/** Sleeps, or fails at once when the deadline would pass meanwhile. */
async function pause(
  ms: number,
  error: VedetteError,
  request: ApiRequest,
  clock: Clock,
  note?: () => void,
): Promise<void> {
  if (request.deadline !== undefined && clock.now() + ms > request.deadline) {
    throw isRefusal(error) ? tooLong(error, ms) : error;
  }
  if (request.signal?.aborted) throw abortError(request.signal);
  note?.();
  try {
    await clock.sleep(ms, request.signal);
  } catch (cause) {
    throw request.signal?.aborted ? abortError(request.signal) : cause;
  }
}

function tooLong(error: VedetteError, ms: number): VedetteError {
  return new VedetteError(
    'MDE_QUOTA',
    `${error.message} The wait of ${Math.ceil(ms / 1_000)} s is longer than the time allowed.`,
    {
      status: error.status,
      serviceCode: error.serviceCode,
      serviceMessage: error.serviceMessage,
      requestId: error.requestId,
      retryAfterMs: ms,
      facts: error.facts,
      cause: error,
    },
  );
}

function unknownOutcome(error: VedetteError, request: ApiRequest): VedetteError {
  // Who stops a request knows that he stopped it; the code stays, and says that the change may be made.
  if (error.code === 'MDE_ABORTED') return error;
  return new VedetteError(
    'MDE_UNKNOWN_OUTCOME',
    `${request.method} ${pathOnly(request.path)} was sent, but it is not known whether the change was made: ${error.message}`,
    {
      status: error.status,
      serviceCode: error.serviceCode,
      requestId: error.requestId,
      changed: 'unknown',
      facts: { ...error.facts, reason: error.code },
      cause: error,
    },
  );
}

/** A body that breaks off is a failure of the network too: `json` asks again where that is safe. */
function resumable(response: ApiResponse, request: ApiRequest, send: Send): ApiResponse {
  return {
    ...response,
    async json<T>() {
      try {
        return await response.json<T>();
      } catch (error) {
        const broke = isVedetteError(error) && isTransient(error);
        if (!broke) throw error;
        const left = (request.tries ?? 4) - 1;
        if (!mayRepeat(request)) throw unknownOutcome(error, request);
        if (left < 1) throw error;
        return (await send({ ...request, tries: left })).json<T>();
      }
    },
  };
}
