import { VedetteError } from '../error.ts';
import type { Audience } from '../credential/credential.ts';
import { hostOf } from '../credential/resolve-cloud.ts';
import type { Cloud } from '../credential/resolve-cloud.ts';
import type { ApiRequest } from './send.ts';

const names: Readonly<Record<Audience, string>> = {
  graph: 'Microsoft Graph security',
  endpoint: 'The Defender for Endpoint API',
  xdr: 'The Defender XDR API',
};

/** The name of an API in a sentence. */
export function apiName(audience: Audience): string {
  return names[audience];
}

/**
 * The URL of a request. An absolute link is followed only to the origin of its own API: a token must never
 * go to another host, whatever an answer says.
 *
 * @throws VedetteError MDE_CLOUD when this cloud does not have the API; MDE_RESPONSE for a foreign link.
 */
export function urlOf(request: Pick<ApiRequest, 'audience' | 'path' | 'query'>, cloud: Cloud): URL {
  const url = resolve(request.path, hostOf(cloud, request.audience));
  const query = Object.entries(request.query ?? {}).filter(([, value]) => value !== undefined);
  if (query.length > 0) {
    const added = query.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&');
    url.search = url.search === '' ? added : `${url.search}&${added}`;
  }
  return url;
}

function resolve(path: string, base: string): URL {
  if (path.startsWith('/') && !path.startsWith('//')) return new URL(base.replace(/\/+$/, '') + path);
  if (!URL.canParse(path)) {
    throw new VedetteError('MDE_RESPONSE', 'The service gave a link that is not a URL.');
  }
  const url = new URL(path);
  const { origin } = new URL(base);
  if (url.origin !== origin || url.username !== '') {
    throw new VedetteError(
      'MDE_RESPONSE',
      `The service gave a link to ${url.origin}, which is not the host of this API; it was not followed.`,
      { facts: { expected: origin, got: url.origin } },
    );
  }
  return url;
}
