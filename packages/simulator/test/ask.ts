import { decodeJwt, type JWTPayload } from 'jose';
import type { RunningSimulator } from '@vedette/simulator';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

export async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') ?? false;
  const body = json ? (JSON.parse(text) as Record<string, unknown>) : { text };
  return { status: response.status, headers: response.headers, body };
}

export async function get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return read(await fetch(url, { headers, redirect: 'manual' }));
}

export async function postForm(url: string, fields: Record<string, string>): Promise<Answer> {
  return read(await fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' }));
}

/** Asks the token endpoint of the tenant. `version` 1 is the older one. */
export async function askToken(
  { info }: RunningSimulator,
  fields: Record<string, string>,
  { tenant = info.tenantId, version = 2 }: { tenant?: string; version?: 1 | 2 } = {},
): Promise<Answer> {
  return postForm(`${info.login}/${tenant}/oauth2/${version === 2 ? 'v2.0/' : ''}token`, fields);
}

export function bySecret({ info }: RunningSimulator, scope: string): Record<string, string> {
  return {
    grant_type: 'client_credentials',
    client_id: info.clientId,
    client_secret: info.clientSecret,
    scope,
  };
}

/** A token of the connector's application for one API. */
export async function tokenFor(cloud: RunningSimulator, resource: string): Promise<string> {
  const { body } = await askToken(cloud, bySecret(cloud, `${resource}/.default`));
  return String(body['access_token']);
}

export function claimsOf(answer: Answer): JWTPayload {
  return decodeJwt(String(answer.body['access_token']));
}

/** The first AADSTS code of a refusal. */
export function codeOf(answer: Answer): number | undefined {
  return (answer.body['error_codes'] as number[] | undefined)?.[0];
}

export function bearer(token: string): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}
