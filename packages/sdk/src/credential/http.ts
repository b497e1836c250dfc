import type { Dispatcher } from 'undici';
import { isVedetteError } from '../error.ts';
import type { VedetteError } from '../error.ts';
import { createDispatcher, proxyOf } from '../network/dispatcher.ts';
import type { DispatcherOptions } from '../network/dispatcher.ts';
import { networkError, timeoutError } from '../network/failure.ts';
import type { Attempt } from '../network/failure.ts';
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

/** By default the environment's proxies; see `DispatcherOptions`. */
export interface IdentityHttpOptions extends DispatcherOptions {
  /** The way out, when the caller has one. */
  readonly dispatcher?: Dispatcher | undefined;
  /** Milliseconds allowed for one request. Default: 30,000. */
  readonly timeoutMs?: number | undefined;
  readonly userAgent?: string | undefined;
}

/** More than any token answer; a portal page is cut off here. */
const MOST_BYTES = 1_000_000;
const DEFAULT_TIMEOUT_MS = 30_000;

/** undici is loaded at the first request: a cached token needs none. */
export function createIdentityHttp(options: IdentityHttpOptions = {}): IdentityHttp {
  let usual: Promise<Dispatcher> | undefined;
  let direct: Promise<Dispatcher> | undefined;
  return async (request) => {
    const way =
      request.proxy === false
        ? (direct ??= createDispatcher({ ca: options.ca, proxy: false }))
        : (usual ??= options.dispatcher ? Promise.resolve(options.dispatcher) : createDispatcher(options));
    return exchange(way, request, options);
  };
}

async function exchange(
  way: Promise<Dispatcher>,
  request: IdentityRequest,
  options: IdentityHttpOptions,
): Promise<IdentityResponse> {
  const limit = AbortSignal.timeout(request.timeoutMs ?? options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const signal = request.signal === undefined ? limit : AbortSignal.any([request.signal, limit]);
  let attempt: Attempt = { method: request.method, url: request.url };
  try {
    const dispatcher = await way;
    const { request: send } = await import('undici');
    attempt = { ...attempt, proxy: proxyOf(dispatcher, request.url) };
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
    throw failure(error, request, attempt, limit);
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

/** What made the signal fire, or the failure of the network with its host and proxy. */
function failure(
  cause: unknown,
  request: IdentityRequest,
  attempt: Attempt,
  limit: AbortSignal,
): VedetteError {
  if (isVedetteError(cause)) return cause;
  if (request.signal?.aborted) return abortError(request.signal);
  return limit.aborted ? timeoutError(attempt, 'in time', { cause }) : networkError(cause, attempt);
}
