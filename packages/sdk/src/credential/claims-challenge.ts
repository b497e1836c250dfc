import type { JsonObject } from './json.ts';
import { isObject, parseObject } from './json.ts';

/** Told to Entra with every request, so that it may issue long-lived tokens which it can revoke. */
export const CLIENT_CAPABILITIES = ['cp1'] as const;

/**
 * The claims a 401 asks for, as JSON text for `TokenRequest.claims`, with our capabilities merged in.
 * `undefined` when the header carries no such challenge.
 * https://learn.microsoft.com/en-us/entra/identity-platform/claims-challenge
 * @param header the value of `WWW-Authenticate`; may hold several challenges.
 */
export function parseClaimsChallenge(header: string | null | undefined): string | undefined {
  const encoded = /(?:^|[\s,])claims="?([^",\s]+)"?/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const claims = parseObject(Buffer.from(encoded, 'base64').toString('utf8'));
  return claims === undefined ? undefined : JSON.stringify(withCapabilities(claims));
}

/** The `claims` parameter of a request we build ourselves; MSAL merges the same into those it builds. */
export function claimsParameter(claims: string | undefined): string {
  return JSON.stringify(withCapabilities(parseObject(claims ?? '') ?? {}));
}

function withCapabilities(claims: JsonObject): JsonObject {
  const forToken = isObject(claims['access_token']) ? claims['access_token'] : {};
  return { ...claims, access_token: { ...forToken, xms_cc: { values: CLIENT_CAPABILITIES } } };
}
