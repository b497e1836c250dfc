import { parseClaimsChallenge } from '../credential/claims-challenge.ts';
import { VedetteError } from '../error.ts';
import type { ErrorCode } from '../error.ts';
import { looksLikeHtml } from './body.ts';
import { waitOf } from '../network/retry-timing.ts';
import type { ApiRequest } from './send.ts';

/**
 * Codes of the services that say more than the status does.
 * @see https://learn.microsoft.com/defender-endpoint/api/common-errors
 * @see https://learn.microsoft.com/graph/errors
 */
const codesOfService: Readonly<Record<string, ErrorCode>> = {
  DisabledFeature: 'MDE_FEATURE',
  DisallowedOperation: 'MDE_DISALLOWED',
  ActiveRequestAlreadyExists: 'MDE_CONFLICT',
  ResourceNotFound: 'MDE_NOT_FOUND',
  TooManyRequests: 'MDE_QUOTA',
  InvalidAuthenticationToken: 'MDE_UNAUTHORIZED',
};

const codesOfStatus: Readonly<Record<number, ErrorCode>> = {
  401: 'MDE_UNAUTHORIZED',
  403: 'MDE_PERMISSION',
  404: 'MDE_NOT_FOUND',
  407: 'MDE_NETWORK',
  408: 'MDE_SERVICE',
  409: 'MDE_CONFLICT',
  410: 'MDE_NOT_FOUND',
  429: 'MDE_QUOTA',
};

export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** What a refused request means, as an error of the closed set. */
export function fromResponse(refusal: Refusal, request: ApiRequest, now: number): VedetteError {
  const { status, headers, body } = refusal;
  const said = readErrorBody(body);
  const code = codeOf(refusal, said.code);
  const retryAfterMs = waitOf(status, headers, body, now);
  const where = `${request.method} ${pathOnly(request.path)}`;
  const message =
    code === 'MDE_RESPONSE'
      ? `${where} was answered with ${status} and a page that is not from this API, as a proxy or a sign-in portal does.`
      : `${where} was answered with ${status}${said.code === undefined ? '' : ` ${said.code}`}: ${said.message ?? 'the service gave no reason'}`;
  const refusedUntouched = status < 500 || retryAfterMs !== undefined;
  return new VedetteError(code, message, {
    status,
    serviceCode: said.code,
    serviceMessage: said.message,
    requestId: said.requestId ?? requestIdOf(headers),
    retryAfterMs,
    changed: refusedUntouched || request.method === 'GET' ? 'nothing' : 'unknown',
    facts: challengeOf(headers),
    ...(status === 407 && { advice: 'Give the user name and password of the proxy in its URL.' }),
  });
}

function codeOf({ status, headers, body }: Refusal, serviceCode: string | undefined): ErrorCode {
  if (status >= 500 || status === 408) return 'MDE_SERVICE';
  if (status < 400) return 'MDE_RESPONSE';
  if (status === 407) return 'MDE_NETWORK';
  if (status !== 429 && looksLikeHtml(headers['content-type'], body)) return 'MDE_RESPONSE';
  return codesOfService[serviceCode ?? ''] ?? codesOfStatus[status] ?? 'MDE_REQUEST';
}

interface Said {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly requestId?: string | undefined;
}

/** Both error bodies: Defender puts the correlation id into `target`, Graph the request id into `innerError`. */
function readErrorBody(body: string): Said {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return { message: looksLikeHtml(undefined, body) ? undefined : oneLine(body) };
  }
  const outer = record(parsed);
  const error = typeof outer['error'] === 'object' ? record(outer['error']) : outer;
  const inner = record(error['innerError'] ?? error['innererror']);
  const target = text(error['target']);
  return {
    code: text(error['code']) ?? text(outer['error']),
    message: oneLine(text(error['message']) ?? text(outer['error_description']) ?? ''),
    requestId:
      text(inner['request-id']) ??
      (target !== undefined && /^[0-9a-f-]{36}$/i.test(target) ? target : undefined),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A reason is shown to people: one line, no control characters, of bounded length. */
function oneLine(value: string): string | undefined {
  const line = value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  if (line === '') return undefined;
  return line.length > 500 ? `${line.slice(0, 500)}…` : line;
}

/** The query may hold what a person typed; the path is enough to say which call it was. */
export function pathOnly(path: string): string {
  const start = /^https?:\/\//.test(path) ? new URL(path).pathname : path;
  return start.split('?', 1)[0] ?? start;
}

export function requestIdOf(headers: Readonly<Record<string, string | undefined>>): string | undefined {
  return headers['request-id'] ?? headers['x-ms-request-id'] ?? headers['x-request-id'];
}

/** The claims challenge of continuous access evaluation, decoded, for the next token request. */
function challengeOf(headers: Readonly<Record<string, string | undefined>>): Record<string, unknown> {
  const claims = parseClaimsChallenge(headers['www-authenticate']);
  return claims === undefined ? {} : { claims };
}
