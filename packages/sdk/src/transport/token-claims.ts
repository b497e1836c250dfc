import type { Audience } from '../credential/credential.ts';
import type { Cloud } from '../credential/resolve-cloud.ts';

/** What a token says about itself; read for diagnosis and for the choice of a route, never trusted. */
export interface TokenClaims {
  readonly aud: string | undefined;
  /** Application permissions. */
  readonly roles: readonly string[];
  /** Delegated permissions. */
  readonly scopes: readonly string[];
  readonly delegated: boolean;
  readonly tenant: string | undefined;
  readonly application: string | undefined;
}

/** The claims of a JWT, or `undefined` for a token that is opaque. */
export function readClaims(token: string): TokenClaims | undefined {
  const part = token.split('.')[1];
  if (part === undefined) return undefined;
  try {
    const claims = JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
    const scp = text(claims['scp']);
    return {
      aud: text(claims['aud']),
      roles: Array.isArray(claims['roles']) ? claims['roles'].filter((role) => typeof role === 'string') : [],
      scopes: scp?.split(' ').filter((scope) => scope !== '') ?? [],
      delegated: scp !== undefined,
      tenant: text(claims['tid']),
      application: text(claims['appid']) ?? text(claims['azp']),
    };
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/**
 * Application ids and resource URIs under which the three APIs are known, in all clouds.
 * @see https://learn.microsoft.com/defender-endpoint/api/exposed-apis-create-app-webapp
 * @see https://learn.microsoft.com/defender-xdr/api-create-app-web
 */
const knownAudiences: readonly (readonly [RegExp, Audience])[] = [
  [/^00000003-0000-0000-c000-000000000000$/, 'graph'],
  [/^https:\/\/(dod-)?graph\.microsoft\.(com|us)$|^https:\/\/microsoftgraph\.chinacloudapi\.cn$/, 'graph'],
  [/^fc780465-2017-40d4-a0c5-307022471b92$/, 'endpoint'],
  [/^https:\/\/securitycenter\.onmicrosoft\.com\/windowsatpservice$/, 'endpoint'],
  [/^https:\/\/api(-\w+)?\.securitycenter\.(windows\.com|microsoft\.com|microsoft\.us)$/, 'endpoint'],
  [/^8ee8fdad-f234-4243-8f3b-15c294843740$/, 'xdr'],
  [/^https:\/\/api(-\w+)?\.security\.microsoft\.(com|us)$/, 'xdr'],
];

/** Which API a token with this `aud` is for, where that is known: by the scopes of the cloud, then by name. */
export function audienceOf(aud: string | undefined, cloud: Pick<Cloud, 'scopes'>): Audience | undefined {
  if (aud === undefined) return undefined;
  const own = (['graph', 'endpoint', 'xdr'] as const).find(
    (audience) => plain(cloud.scopes[audience].replace(/\/\.default$/, '')) === plain(aud),
  );
  return own ?? knownAudiences.find(([pattern]) => pattern.test(plain(aud)))?.[1];
}

function plain(aud: string): string {
  return aud.toLowerCase().replace(/\/+$/, '');
}
