import type { Credential } from '../credential/credential.ts';
import type { Cloud } from '../credential/resolve-cloud.ts';
import { VedetteError, isVedetteError } from '../error.ts';
import { abortError, limitTime } from './abort.ts';
import type { Clock } from './clock.ts';
import { diagnose } from './diagnosis.ts';
import type { Wrapper } from './send.ts';

/** Puts the bearer token of the request's audience on it, and explains a refusal by what the token says. */
export function authorize(credential: Credential, cloud: Cloud, clock: Clock, timeoutMs: number): Wrapper {
  return (next) => async (request) => {
    const limit = limitTime(request, clock, timeoutMs);
    let token: string;
    try {
      ({ token } = await credential.token(request.audience, { signal: limit.signal, ...request.renewal }));
    } catch (error) {
      if (limit.signal.aborted) throw abortError(limit.signal);
      throw error;
    } finally {
      limit.end();
    }
    try {
      return await next({
        ...request,
        headers: { ...request.headers, authorization: `Bearer ${token}` },
      });
    } catch (error) {
      throw isVedetteError(error) ? diagnose(error, token, request, cloud) : error;
    }
  };
}

/**
 * After a 401: forget the token, get a new one and ask once more. A claims challenge is passed on to the
 * identity provider. It stands outside `quota`, so that the second request pays for itself.
 */
export function renew(credential: Credential): Wrapper {
  return (next) => async (request) => {
    try {
      return await next(request);
    } catch (error) {
      if (!isVedetteError(error) || error.status !== 401 || error.code === 'MDE_AUDIENCE') throw error;
      await credential.drop?.(request.audience);
      const claims = error.facts['claims'];
      try {
        return await next({
          ...request,
          renewal: { force: true, ...(typeof claims === 'string' && { claims }) },
        });
      } catch (second) {
        if (!isVedetteError(second) || second.code !== 'MDE_UNAUTHORIZED') throw second;
        throw new VedetteError('MDE_UNAUTHORIZED', `${second.message} A new token was refused as well.`, {
          status: second.status,
          serviceCode: second.serviceCode,
          requestId: second.requestId,
          facts: second.facts,
          cause: second,
        });
      }
    }
  };
}
