import type { Audience } from '../credential/credential.ts';
import type { Cloud } from '../credential/resolve-cloud.ts';

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
