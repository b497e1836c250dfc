import { isVedetteError, VedetteError } from '../../error.ts';
import { waitOf } from '../../network/retry-timing.ts';
import { sleep as sleepFor, throwIfAborted } from '../abort.ts';
import type { IdentityResponse } from '../http.ts';
import { identityRefusal } from './identity-error.ts';
import type { IdentitySource, SourceOptions } from './source.ts';
import { parseAnswer } from '../token-answer.ts';

const ADDRESS = 'http://169.254.169.254';
const PATH = '/metadata/identity/oauth2/token';

/**
 * Five tries, at 0, 2, 6, 14 and 30 seconds; while the service updates itself (410) up to 70 seconds.
 * https://learn.microsoft.com/en-us/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#error-handling
 */
const WAITS_MS = [2_000, 4_000, 8_000, 16_000];
const GONE_WAIT_MS = 10_000;
const GONE_TRIES = 7;
const TRY_TIMEOUT_MS = 10_000;

/** The metadata service of a virtual machine. @param base another address than the link-local one. */
export function imdsSource(base: string | undefined, options: SourceOptions): IdentitySource {
  const start = (base ?? ADDRESS).replace(/\/+$/, '');
  const address = start.endsWith(PATH) ? start : `${start}${PATH}`;
  const name = 'The instance metadata service';
  return {
    name,
    ask: async (resource, signal) => {
      const url = new URL(address);
      url.searchParams.set('api-version', '2018-02-01');
      url.searchParams.set('resource', resource);
      if (options.clientId !== undefined) url.searchParams.set('client_id', options.clientId);
      if (options.objectId !== undefined) url.searchParams.set('object_id', options.objectId);
      // Only here the resource id goes by this name; App Service calls it mi_res_id.
      if (options.resourceId !== undefined) url.searchParams.set('msi_res_id', options.resourceId);
      const response = await askPatiently(url.href, options, signal);
      if (response.status === 200) return parseAnswer(response, url.host, options.now());
      throw identityRefusal(name, response);
    },
  };
}

async function askPatiently(
  url: string,
  options: SourceOptions,
  signal: AbortSignal | undefined,
): Promise<IdentityResponse> {
  const wait = options.sleep ?? sleepFor;
  let gone = 0;
  for (let failed = 0; ;) {
    throwIfAborted(signal);
    const outcome = await tryOnce(url, options, signal);
    if ('status' in outcome && outcome.status === 410 && gone < GONE_TRIES) {
      gone += 1;
      await wait(GONE_WAIT_MS, signal);
      continue;
    }
    const pause = WAITS_MS[failed];
    if (pause === undefined || !isRetried(outcome)) {
      if (outcome instanceof VedetteError) throw absent(outcome);
      return outcome;
    }
    failed += 1;
    const told = 'headers' in outcome ? waitOf(outcome.status, outcome.headers, '', options.now()) : 0;
    await wait(Math.max(pause, told ?? 0), signal);
  }
}

async function tryOnce(
  url: string,
  { http }: SourceOptions,
  signal: AbortSignal | undefined,
): Promise<IdentityResponse | VedetteError> {
  try {
    return await http({
      method: 'GET',
      url,
      headers: { metadata: 'true' },
      signal,
      proxy: false,
      timeoutMs: TRY_TIMEOUT_MS,
    });
  } catch (error) {
    if (!isVedetteError(error) || signal?.aborted) throw error;
    return error;
  }
}

/** A refused or unreachable address means there is no such service; waiting would only hide that. */
const ABSENT = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'ENOTFOUND'];

function isRetried(outcome: IdentityResponse | VedetteError): boolean {
  if (outcome instanceof VedetteError) return !ABSENT.includes(String(outcome.facts['reason']));
  return outcome.status === 404 || outcome.status === 429 || outcome.status >= 500;
}

function absent(error: VedetteError): VedetteError {
  return new VedetteError('MDE_IDENTITY_ENDPOINT', 'No managed identity endpoint answers on this machine.', {
    advice: 'Run this on an Azure machine with an identity assigned, or choose another sign-in flow.',
    facts: error.facts,
    cause: error,
  });
}
