import { isVedetteError } from '../../error.ts';
import { waitOf } from '../../network/retry-timing.ts';
import { sleep as sleepFor } from '../abort.ts';
import type { IdentityResponse } from '../http.ts';
import { identityRefusal } from './identity-error.ts';
import type { IdentitySource, SourceOptions } from './source.ts';
import { parseAnswer } from '../token-answer.ts';

export interface AppServiceEndpoint {
  readonly endpoint: string;
  readonly header: string;
  readonly version: '2019-08-01' | '2017-09-01';
}

/** Names of the two versions of the API. */
const WORDS = {
  '2019-08-01': {
    header: 'x-identity-header',
    clientId: 'client_id',
    objectId: 'object_id',
    resourceId: 'mi_res_id',
  },
  '2017-09-01': { header: 'secret', clientId: 'clientid', objectId: 'object_id', resourceId: 'mi_res_id' },
} as const;

/** As Microsoft's libraries do where nothing is documented: three more tries, a second apart. */
const MORE_TRIES = 3;
const PAUSE_MS = 1_000;
const RETRIED = [404, 408, 429, 500, 503, 504];

/**
 * App Service, Functions and Container Apps.
 * https://learn.microsoft.com/en-us/azure/app-service/overview-managed-identity#rest-endpoint-reference
 */
export function appServiceSource(
  { endpoint, header, version }: AppServiceEndpoint,
  options: SourceOptions,
): IdentitySource {
  const words = WORDS[version];
  const name = 'The identity endpoint of App Service';
  const once = async (url: URL, signal: AbortSignal | undefined): Promise<IdentityResponse> =>
    options.http({
      method: 'GET',
      url: url.href,
      headers: { [words.header]: header },
      signal,
      proxy: false,
    });
  return {
    name,
    ask: async (resource, signal) => {
      const url = new URL(endpoint);
      url.searchParams.set('api-version', version);
      url.searchParams.set('resource', resource);
      for (const kind of ['clientId', 'objectId', 'resourceId'] as const) {
        const id = options[kind];
        if (id !== undefined) url.searchParams.set(words[kind], id);
      }
      const response = await persist(async () => once(url, signal), options, signal);
      if (response.status === 200) return parseAnswer(response, url.host, options.now());
      throw identityRefusal(name, response);
    },
  };
}

/** Also used for Azure Arc, whose agent sits on the same machine. */
export async function persist(
  work: () => Promise<IdentityResponse>,
  { sleep = sleepFor, now }: Pick<SourceOptions, 'sleep' | 'now'>,
  signal: AbortSignal | undefined,
): Promise<IdentityResponse> {
  for (let tries = 0; ; tries += 1) {
    let told = 0;
    try {
      const response = await work();
      if (!RETRIED.includes(response.status) || tries === MORE_TRIES) return response;
      told = waitOf(response.status, response.headers, '', now()) ?? 0;
    } catch (error) {
      if (!isVedetteError(error) || error.code === 'MDE_ABORTED' || tries === MORE_TRIES) throw error;
    }
    await sleep(Math.max(PAUSE_MS, told), signal);
  }
}
