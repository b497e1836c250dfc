import type { Dispatcher } from 'undici';
import { isVedetteError, VedetteError } from '../error.ts';
import { createDispatcher } from '../network/dispatcher.ts';
import { userAgent } from '../network/user-agent.ts';
import { abortError } from './abort.ts';

export interface IdentityRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** `false`: straight to the address, whatever proxy is set. Metadata endpoints must not be proxied. */
  readonly proxy?: false | undefined;
  readonly timeoutMs?: number | undefined;
}

export interface IdentityResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One request to an identity provider. Resolves for every status; rejects with `VedetteError` when none came. */
export type IdentityHttp = (request: IdentityRequest) => Promise<IdentityResponse>;

export interface IdentityHttpOptions {
  /** The way out. Default: undici with HTTPS_PROXY, HTTP_PROXY and NO_PROXY as they stand in the environment. */
  readonly dispatcher?: Dispatcher | undefined;
  /** Proxy for everything, in place of the environment's. */
  readonly proxy?: string | undefined;
  /** Where HTTPS_PROXY, HTTP_PROXY and NO_PROXY are read. Default: that of the process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** PEM text with extra certificate authorities. */
  readonly ca?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly userAgent?: string | undefined;
}

/** More than any token answer; a portal page is cut off here. */
const MOST_BYTES = 1_000_000;
const DEFAULT_TIMEOUT_MS = 30_000;

/** undici is loaded at the first request: a cached token needs none. */
export function createIdentityHttp(options: IdentityHttpOptions = {}): IdentityHttp {
  let proxied: Promise<Dispatcher> | undefined;
  let direct: Promise<Dispatcher> | undefined;
  return async (request) => {
    const dispatcher =
      request.proxy === false
        ? await (direct ??= createDispatcher({ ca: options.ca, proxy: false }))
        : (options.dispatcher ??
          (await (proxied ??= createDispatcher({ ca: options.ca, proxy: options.proxy, env: options.env }))));
    return exchange(dispatcher, request, options);
  };
}

async function exchange(
  dispatcher: Dispatcher,
  request: IdentityRequest,
  options: IdentityHttpOptions,
): Promise<IdentityResponse> {
  const { request: send } = await import('undici');
  const limit = AbortSignal.timeout(request.timeoutMs ?? options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const signal = request.signal === undefined ? limit : AbortSignal.any([request.signal, limit]);
  try {
    const response = await send(request.url, {
      dispatcher,
      method: request.method,
      headers: { 'user-agent': options.userAgent ?? userAgent, ...request.headers },
      signal,
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(response.headers)) {
      if (value !== undefined) headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
    }
    return { status: response.statusCode, headers, body: await readBounded(response.body) };
  } catch (error) {
    throw networkError(error, request, limit);
  }
}

async function readBounded(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    chunks.push(chunk);
    if (size > MOST_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

const TRUST_CODES = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ALTNAME/;

function networkError(error: unknown, request: IdentityRequest, limit: AbortSignal): VedetteError {
  if (isVedetteError(error)) return error;
  if (request.signal?.aborted) return abortError(request.signal);
  const { host } = new URL(request.url);
  const code = codeOf(error);
  const facts = { host, ...(code === undefined ? {} : { code }) };
  if (limit.aborted || /TIMEOUT|TIMEDOUT/.test(code ?? '')) {
    return new VedetteError('MDE_TIMEOUT', `${host} did not answer in time.`, { cause: error, facts });
  }
  if (code !== undefined && TRUST_CODES.test(code)) {
    return new VedetteError('MDE_NETWORK', `The certificate of ${host} is not trusted (${code}).`, {
      advice: 'If a proxy inspects TLS here, name its certificate authority in `ca` of the profile.',
      cause: error,
      facts,
    });
  }
  return new VedetteError('MDE_NETWORK', `${host} cannot be reached${code ? ` (${code})` : ''}.`, {
    cause: error,
    facts,
  });
}

function codeOf(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0]);
  }
  return undefined;
}
