import type { VedetteError } from '../error.ts';
import { isVedetteError } from '../error.ts';
import type { Sleep } from './abort.ts';
import { sleep as sleepFor, throwIfAborted } from './abort.ts';
import { fromEntra } from './entra-error.ts';
import type { IdentityHttp } from './http.ts';
import type { ApplicationPlace } from './links.ts';
import type { JsonObject } from './json.ts';
import { parseAnswer } from './token-answer.ts';

/** Everything a flow needs to reach Entra as one application in one tenant. */
export interface EntraClient extends ApplicationPlace {
  readonly http: IdentityHttp;
  readonly now: () => number;
  readonly sleep?: Sleep | undefined;
}

export function endpointOf({ cloud, tenant }: ApplicationPlace, name: string): string {
  return `${cloud.login}/${encodeURIComponent(tenant)}/oauth2/v2.0/${name}`;
}

/** Fields of a form that must never be shown, even when an answer repeats them. */
const SECRET_FIELDS = [
  'client_secret',
  'client_assertion',
  'refresh_token',
  'code',
  'code_verifier',
  'device_code',
  'assertion',
];

export function secretsIn(form: string): readonly string[] {
  const fields = new URLSearchParams(form);
  return SECRET_FIELDS.flatMap((name) => fields.getAll(name));
}

/** Posts a form to Entra. @throws VedetteError made from Entra's error, or of the network. */
export async function postForm(
  client: EntraClient,
  name: 'token' | 'devicecode',
  form: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<JsonObject> {
  const url = endpointOf(client, name);
  const body = new URLSearchParams(form).toString();
  const response = await client.http({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded;charset=utf-8',
      accept: 'application/json',
    },
    body,
    signal,
  });
  const answer = parseAnswer(response, new URL(url).host, client.now());
  if (response.status >= 200 && response.status < 300 && answer['error'] === undefined) return answer;
  const { status, headers } = response;
  throw fromEntra(answer, { ...client, status, headers, secrets: secretsIn(body) });
}

const WAITS_MS = [1_000, 3_000];
/** Longer waits are the caller's to decide on; the error says how long. */
const LONGEST_WAIT_MS = 30_000;

/**
 * Entra fails for a moment now and then; the grants that may be repeated are, twice. Never used for a code,
 * which is spent by the first request that arrives.
 */
export async function retryEntra<T>(
  work: () => Promise<T>,
  client: Pick<EntraClient, 'sleep'>,
  signal?: AbortSignal,
): Promise<T> {
  for (const wait of WAITS_MS) {
    throwIfAborted(signal);
    try {
      return await work();
    } catch (error) {
      if (!isVedetteError(error) || !isTransient(error)) throw error;
      const asked = Math.max(wait, error.retryAfterMs ?? 0);
      if (asked > LONGEST_WAIT_MS) throw error;
      await (client.sleep ?? sleepFor)(asked, signal);
    }
  }
  return work();
}

function isTransient({ code, status, serviceCode, facts }: VedetteError): boolean {
  if (serviceCode === 'AADSTS50196') return false;
  if (code === 'MDE_SERVICE' || code === 'MDE_QUOTA') return true;
  return code === 'MDE_NETWORK' && status === undefined && facts['lasting'] !== true;
}
