import type { Dispatcher } from 'undici';
import { VedetteError } from '../error.ts';
import type { Cloud } from '../credential/resolve-cloud.ts';
import { proxyOf } from '../network/dispatcher.ts';
import type { Attempt } from '../network/failure.ts';
import { abortError, limitTime } from './abort.ts';
import type { TimeLimit } from './abort.ts';
import { acceptEncoding, decoded, looksLikeHtml, textOf } from './body.ts';
import type { Clock } from './clock.ts';
import { fromResponse, pathOnly, requestIdOf } from './errors.ts';
import { fromFailure } from './failure.ts';
import type { ApiRequest, ApiResponse, Send } from './send.ts';
import { urlOf } from './url.ts';

export interface FetchOptions {
  /** Made at the first request, so that a command that needs no network loads no HTTP library. */
  readonly dispatcher: () => Promise<Dispatcher>;
  readonly cloud: Cloud;
  readonly userAgent: string;
  /** Milliseconds allowed for one request, its body included. */
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/** More of a refusal than this is not read: it is a page of a proxy, not an error body. */
const longestRefusal = 65_536;

/** The innermost send: one request over the wire, no waiting and no repeating. */
export function createFetch(options: FetchOptions): Send {
  return async (request) => {
    const url = urlOf(request, options.cloud);
    if (request.signal?.aborted) throw abortError(request.signal);
    const limit = limitTime(request, options.clock, request.timeoutMs ?? options.timeoutMs);
    let attempt: Attempt = { method: request.method, url };
    try {
      const dispatcher = await options.dispatcher();
      attempt = { ...attempt, proxy: proxyOf(dispatcher, url.origin) };
      const answer = await dispatcher.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: request.method,
        headers: headersOf(request, options.userAgent),
        body: request.body === undefined ? null : JSON.stringify(request.body),
        signal: limit.signal,
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      const headers = flatten(answer.headers);
      const body = decoded(answer.body, headers['content-encoding']);
      if (answer.statusCode < 200 || answer.statusCode > 299) {
        const text = await readRefusal(body, headers['content-type']);
        throw fromResponse({ status: answer.statusCode, headers, body: text }, request, options.clock.now());
      }
      return responseOf(answer.statusCode, headers, body, request, attempt, limit);
    } catch (cause) {
      limit.end();
      throw fromFailure(cause, request, attempt, limit.signal);
    }
  };
}

function headersOf(request: ApiRequest, userAgent: string): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-encoding': acceptEncoding,
    'user-agent': userAgent,
    ...(request.body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
    ...request.headers,
  };
}

function flatten(headers: Dispatcher.ResponseData['headers']): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

async function readRefusal(
  body: AsyncIterable<Uint8Array>,
  contentType: string | undefined,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > longestRefusal) break;
  }
  return textOf(chunks, contentType);
}

function responseOf(
  status: number,
  headers: Readonly<Record<string, string | undefined>>,
  body: AsyncIterable<Uint8Array>,
  request: ApiRequest,
  attempt: Attempt,
  limit: TimeLimit,
): ApiResponse {
  async function* stream(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of body) {
        limit.pause();
        yield chunk;
        limit.resume();
      }
    } catch (cause) {
      throw fromFailure(cause, request, attempt, limit.signal);
    } finally {
      limit.end();
    }
  }
  return {
    status,
    headers,
    requestId: requestIdOf(headers),
    stream,
    async json<T>() {
      const chunks: Uint8Array[] = [];
      for await (const chunk of stream()) chunks.push(chunk);
      return parse<T>(textOf(chunks, headers['content-type']), request, headers);
    },
  };
}

function parse<T>(
  text: string,
  request: ApiRequest,
  headers: Readonly<Record<string, string | undefined>>,
): T | undefined {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    const what = looksLikeHtml(headers['content-type'], text)
      ? 'an HTML page, as a proxy or a sign-in portal gives it'
      : 'a text that is not JSON';
    throw new VedetteError(
      'MDE_RESPONSE',
      `${request.method} ${pathOnly(request.path)} was answered with ${what}.`,
      {
        requestId: requestIdOf(headers),
        changed: request.method === 'GET' ? 'nothing' : 'unknown',
        cause,
      },
    );
  }
}
