import { VedetteError } from '../error.ts';
import { waitOf } from '../network/retry-timing.ts';
import type { AccessToken } from './credential.ts';
import type { IdentityResponse } from './http.ts';
import type { JsonObject } from './json.ts';
import { parseObject, textOf } from './json.ts';

/** What a token endpoint gave, in our words. */
export interface TokenAnswer {
  readonly token: AccessToken;
  readonly refreshToken?: string | undefined;
  readonly idToken?: string | undefined;
}

/**
 * The body as a JSON object.
 * @param now epoch milliseconds at which the answer came.
 * @throws VedetteError MDE_RESPONSE for anything else: a proxy, a portal; MDE_SERVICE or MDE_QUOTA for the page
 * of a gateway whose service behind it fails.
 */
export function parseAnswer(response: IdentityResponse, host: string, now: number): JsonObject {
  const answer = parseObject(response.body);
  if (answer !== undefined) return answer;
  const { status, headers } = response;
  const kind = headers['content-type'] ?? 'no content type';
  throw new VedetteError(
    status === 429 ? 'MDE_QUOTA' : status >= 500 ? 'MDE_SERVICE' : 'MDE_RESPONSE',
    `${host} answered ${status} with something that is not JSON (${kind}).`,
    {
      status,
      retryAfterMs: waitOf(status, headers, '', now),
      facts: { host, contentType: kind },
      advice: 'A proxy or a sign-on portal may stand between here and Microsoft; check HTTPS_PROXY.',
    },
  );
}

/** @param now epoch milliseconds at which the answer came. */
export function readTokenAnswer(answer: JsonObject, now: number, host: string): TokenAnswer {
  const token = textOf(answer['access_token']);
  if (token === undefined) {
    throw new VedetteError('MDE_RESPONSE', `${host} answered without an access token.`, { facts: { host } });
  }
  // 3595 is what the Cortex XSOAR integrations assume when a broker leaves it out.
  const lifetime = seconds(answer['expires_in']) ?? 3595;
  const refreshIn = seconds(answer['refresh_in']);
  return {
    token: {
      token,
      expiresAt: now + lifetime * 1000,
      ...(refreshIn === undefined ? {} : { refreshAt: now + refreshIn * 1000 }),
    },
    refreshToken: textOf(answer['refresh_token']),
    idToken: textOf(answer['id_token']),
  };
}

/** A number of seconds, which some endpoints write as text. */
export function seconds(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
