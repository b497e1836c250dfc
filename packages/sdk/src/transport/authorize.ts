import type { Credential, TokenRequest } from '../credential/credential.ts';
import type { Cloud } from '../credential/resolve-cloud.ts';
import { VedetteError, isVedetteError } from '../error.ts';
import { abortError, limitOf, limitTime } from './abort.ts';
import type { Clock } from './clock.ts';
import { diagnose } from './diagnosis.ts';
import type { ApiRequest, Wrapper } from './send.ts';

export interface Authorization {
  /** Puts the bearer token of the request's audience on it, and explains a refusal by what the token says. */
  readonly authorize: Wrapper;
  /**
   * After a 401: get another token and ask once more. A claims challenge is passed on to the identity
   * provider. It stands outside `quota`, so that the second request pays for itself.
   */
  readonly renew: Wrapper;
}

const signInFailures = new WeakSet<object>();

/** Did getting a token fail, rather than the request? The credential has then repeated what may be repeated. */
export function isSignInFailure(error: unknown): boolean {
  return typeof error === 'object' && error !== null && signInFailures.has(error);
}

/** The two wrappers of one credential. Between them may stand a queue, in which a token would grow old. */
export function createAuthorization(
  credential: Credential,
  cloud: Cloud,
  clock: Clock,
  timeoutMs: number,
): Authorization {
  /** Which token met which refusal; beside the error, for an error must never hold a token. */
  const refused = new WeakMap<VedetteError, string>();

  const authorize: Wrapper = (next) => async (request) => {
    const token = await obtain(credential, cloud, request, clock, timeoutMs);
    try {
      return await next({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } });
    } catch (error) {
      if (!isVedetteError(error)) throw error;
      const explained = diagnose(error, token, request, cloud);
      refused.set(explained, token);
      throw explained;
    }
  };

  const renew: Wrapper = (next) => async (request) => {
    try {
      return await next(request);
    } catch (error) {
      if (!isVedetteError(error) || error.code !== 'MDE_UNAUTHORIZED') throw error;
      const claims = error.facts['claims'];
      const renewal = {
        rejected: refused.get(error),
        ...(typeof claims === 'string' && { claims }),
      };
      try {
        return await next({ ...request, renewal });
      } catch (second) {
        throw isVedetteError(second) && second.code === 'MDE_UNAUTHORIZED' ? refusedTwice(second) : second;
      }
    }
  };

  return { authorize, renew };
}

async function obtain(
  credential: Credential,
  cloud: Cloud,
  request: ApiRequest,
  clock: Clock,
  timeoutMs: number,
): Promise<string> {
  const limit = limitTime(request, clock, timeoutMs);
  const ask = async (more: TokenRequest): Promise<string> =>
    (await credential.token(request.audience, { signal: limit.signal, ...request.renewal, ...more })).token;
  try {
    const token = await ask({});
    // A credential that knows nothing of refusals gives the same token again, unless it is told to renew.
    return token === request.renewal?.rejected ? await ask({ force: true }) : token;
  } catch (error) {
    const failure = limit.signal.aborted ? stopped(limit.signal, cloud) : error;
    if (isVedetteError(failure)) signInFailures.add(failure);
    throw failure;
  } finally {
    limit.end();
  }
}

function stopped(signal: AbortSignal, cloud: Cloud): VedetteError {
  const limit = limitOf(signal.reason);
  if (limit === undefined) return abortError(signal);
  const { host } = new URL(cloud.login);
  return new VedetteError('MDE_TIMEOUT', `Sign-in at ${host} gave no token ${limit.allowed}.`, {
    facts: { ...limit.facts, host },
  });
}

function refusedTwice(error: VedetteError): VedetteError {
  return new VedetteError('MDE_UNAUTHORIZED', `${error.message} A new token was refused as well.`, {
    status: error.status,
    serviceCode: error.serviceCode,
    requestId: error.requestId,
    facts: error.facts,
    cause: error,
  });
}
