import type { Cloud } from '@vedette/testkit';
import { registerSecret } from '@vedette/testkit';

/** What a test reads: loosely typed, since it is looked at and not trusted. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Body {
  readonly value: Record<string, unknown>[];
  readonly error: { readonly code: string; readonly message: string };
  readonly [name: string]: unknown;
}

const SCOPES = {
  graph: 'https://graph.microsoft.com/.default',
  xdr: 'https://security.microsoft.com/mtp/.default',
  endpoint: 'https://api.securitycenter.microsoft.com/.default',
} as const;

export type Api = keyof typeof SCOPES;

/** Calls one API of a simulated cloud over its real socket, signed in with the client secret. */
export class Reader {
  readonly #cloud: Cloud;
  readonly #api: Api;
  readonly #token: string;

  private constructor(cloud: Cloud, api: Api, token: string) {
    this.#cloud = cloud;
    this.#api = api;
    this.#token = token;
  }

  static async signIn(cloud: Cloud, api: Api): Promise<Reader> {
    const { info } = cloud;
    const answer = await fetch(`${info.login}/${info.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: info.clientId,
        client_secret: info.clientSecret,
        scope: SCOPES[api],
      }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    registerSecret(token);
    return new Reader(cloud, api, token);
  }

  /** @param path below the base URL, or a whole URL such as a link to the next page. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const url = path.startsWith('http') ? path : `${this.#cloud.info[this.#api]}${path}`;
    const answer = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const parsed: unknown = text === '' ? {} : JSON.parse(text);
    return { status: answer.status, headers: answer.headers, body: parsed as Body };
  }

  get(path: string, headers?: Record<string, string>): Promise<Answer> {
    return this.call('GET', path, undefined, headers);
  }

  /** Follows the links to the end. */
  async all(path: string): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    let next: string | undefined = path;
    while (next !== undefined) {
      const { body }: Answer = await this.get(next);
      items.push(...body.value);
      next = body['@odata.nextLink'] as string | undefined;
    }
    return items;
  }
}

/** A list of objects inside something read; empty when it is not there. */
export function listIn(item: Record<string, unknown> | undefined, name: string): Record<string, unknown>[] {
  const value = item?.[name];
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
}
