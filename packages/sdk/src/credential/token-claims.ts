import { parseObject, textOf } from './json.ts';

/**
 * What a token says about itself, for people and diagnosis. Nothing here validates a token, and nothing may
 * be allowed because of it: a token is opaque to whoever it was not issued for.
 * https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference
 */
export interface DecodedToken {
  readonly aud?: string | undefined;
  /** Application permissions; for a user the app roles assigned. */
  readonly roles: readonly string[];
  /** Delegated permissions. */
  readonly scopes: readonly string[];
  readonly tenant?: string | undefined;
  /** `appid` of a v1 token, `azp` of a v2 one. */
  readonly client?: string | undefined;
  readonly user?: string | undefined;
  readonly objectId?: string | undefined;
  readonly name?: string | undefined;
  readonly subject: 'application' | 'user';
  /** Template ids of the Entra roles of the user. */
  readonly directoryRoles: readonly string[];
  /** Epoch milliseconds. */
  readonly issuedAt?: number | undefined;
  readonly expiresAt?: number | undefined;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** `undefined` for a token that is not a JWT. */
export function decodeToken(token: string): DecodedToken | undefined {
  const claims = parseObject(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  if (claims === undefined) return undefined;
  const scopes = textOf(claims['scp'])?.split(' ').filter(Boolean) ?? [];
  const idtyp = textOf(claims['idtyp']);
  return {
    aud: textOf(claims['aud']),
    roles: texts(claims['roles']),
    scopes,
    tenant: textOf(claims['tid']),
    client: textOf(claims['appid']) ?? textOf(claims['azp']),
    user: textOf(claims['upn']) ?? textOf(claims['preferred_username']) ?? textOf(claims['unique_name']),
    objectId: textOf(claims['oid']),
    name: textOf(claims['name']),
    subject: idtyp === 'user' || (idtyp !== 'app' && scopes.length > 0) ? 'user' : 'application',
    directoryRoles: texts(claims['wids']),
    issuedAt: milliseconds(claims['iat']),
    expiresAt: milliseconds(claims['exp']),
    claims,
  };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function milliseconds(value: unknown): number | undefined {
  return typeof value === 'number' ? value * 1000 : undefined;
}
