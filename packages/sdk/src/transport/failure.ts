import { VedetteError, isVedetteError } from '../error.ts';
import { abortError } from './abort.ts';
import { pathOnly } from './errors.ts';
import type { ApiRequest } from './send.ts';

/**
 * Failures before a byte of the request was sent: whatever the request was to change, it did not.
 * Codes of Node.js, of OpenSSL by their prefix, and of undici.
 */
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ENETDOWN|UND_ERR_CONNECT_TIMEOUT|UND_ERR_PRX_TLS|UND_ERR_PRX_CONN|ERR_TLS_.*|ERR_SSL_.*|CERT_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*|HOSTNAME_MISMATCH)$/;

const reasons: readonly (readonly [RegExp, string, string?])[] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'the name of the host could not be resolved'],
  [/^ECONNREFUSED$/, 'the connection was refused'],
  [/^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/, 'there is no way to the host'],
  [/CONNECT_TIMEOUT|ETIMEDOUT/, 'the host did not answer in time'],
  [
    /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH)/,
    'the certificate of the host is not trusted',
    'If a proxy here re-signs TLS, give its certificate authority as a PEM file in `ca` of the profile.',
  ],
  [/^(ERR_SSL_|ERR_TLS_)/, 'no TLS connection could be made'],
  [
    /UND_ERR_PRX/,
    'the proxy did not open a way to the host',
    'Check the proxy, its user name and its password.',
  ],
  [/UND_ERR_SOCKET|ECONNRESET|EPIPE/, 'the connection broke before the answer was complete'],
];

/** A failure on the way, as an error of the closed set. Errors that are already of the set pass. */
export function fromFailure(cause: unknown, request: ApiRequest, signal: AbortSignal): VedetteError {
  const sent = request.method === 'GET' ? 'nothing' : 'unknown';
  // The time limit aborts with an error of the set, which does not know yet whether something was sent.
  if (signal.aborted && (cause === signal.reason || !isVedetteError(cause))) return abortError(signal, sent);
  if (isVedetteError(cause)) return cause;
  const code = codeIn(cause);
  const reason = reasons.find(([pattern]) => pattern.test(code));
  const status = statusOfConnect(cause);
  return new VedetteError(
    'MDE_NETWORK',
    `${request.method} ${pathOnly(request.path)} failed: ${reason?.[1] ?? 'the connection failed'}${code === '' ? '' : ` (${code})`}.`,
    {
      advice: status === 407 ? 'Give the user name and password of the proxy in its URL.' : reason?.[2],
      changed: beforeSending.test(code) ? 'nothing' : sent,
      facts: { reason: code },
      cause,
    },
  );
}

/** The code stands on the error, on its cause, or on the first of an AggregateError of several addresses. */
function codeIn(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; depth++) {
    const code: unknown = 'code' in at ? at.code : undefined;
    const next: unknown = at instanceof AggregateError ? at.errors[0] : at.cause;
    if (typeof code === 'string' && (code !== 'UND_ERR' || next === undefined)) return code;
    at = next;
  }
  return '';
}

function statusOfConnect(error: unknown): number | undefined {
  const text = error instanceof Error ? error.message : '';
  const status = /Proxy response \((\d{3})\)/.exec(text)?.[1];
  return status === undefined ? undefined : Number(status);
}
