import type { Audience, Cloud } from '@vedette/sdk';
import { APIS } from '../permission-ids.ts';
import { fail, ok, type Check } from '../finding.ts';

/**
 * Is each token for the API it will be sent to? Two APIs answer on one host, so a token that was fetched for
 * the host instead of the API is refused with 403.
 */
export const audience: Check = ({ tokens, cloud }) =>
  [...tokens].flatMap(([api, state]) => {
    const aud = 'claims' in state ? state.claims?.aud : undefined;
    if (aud === undefined) return [];
    const check = `audience ${api}`;
    if (fits(aud, api, cloud)) return [ok(check, `aud is ${aud}`)];
    return [
      fail(
        check,
        `aud is ${aud}, but ${APIS[api].name} wants ${plain(cloud.scopes[api])}`,
        `Correct scopes.${api} or the cloud of the profile, then run: vedette login`,
      ),
    ];
  });

function fits(aud: string, api: Audience, cloud: Cloud): boolean {
  return plain(aud) === plain(cloud.scopes[api]) || aud === APIS[api].appId;
}

function plain(uri: string): string {
  return uri
    .replace(/\/\.default$/, '')
    .replace(/\/+$/, '')
    .toLowerCase();
}
