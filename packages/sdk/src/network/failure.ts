import { VedetteError } from '../error.ts';
import type { Changed } from '../error.ts';

/** A request that met no complete answer. */
export interface Attempt {
  readonly method: string;
  /** Where it was to go; its query is never shown. */
  readonly url: string | URL;
  /** The proxy it was to go through, as `proxyOf` names it. */
  readonly proxy?: string | undefined;
}

/**
 * Failures before a byte of the request was sent: whatever the request was to change, it did not.
 * Codes of Node.js, of OpenSSL by their prefix, and of undici.
 */
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|EADDRNOTAVAIL|ENETDOWN|UND_ERR_CONNECT_TIMEOUT|UND_ERR_PRX_TLS|UND_ERR_PRX_CONN|ERR_TLS_.*|ERR_SSL_.*|CERT_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*|HOSTNAME_MISMATCH)$/;

/** To ask again does not help: the other side would have to be set up differently. */
const lasting = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH)/;

const reasons: readonly (readonly [RegExp, string, string?])[] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'the name could not be resolved'],
  [/^ECONNREFUSED$/, 'the connection was refused'],
  [/^(EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/, 'there is no way there'],
  [/CONNECT_TIMEOUT|ETIMEDOUT/, 'no connection was made in time'],
  [
    /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH)/,
    'the certificate of the host is not trusted',
    'If a proxy here re-signs TLS, give its certificate authority as a PEM file in `ca` of the profile.',
  ],
  [
    /CERTIFICATE_(REQUIRED|UNKNOWN|EXPIRED|REVOKED)|BAD_CERTIFICATE|ALERT_UNKNOWN_CA/,
    'the other side did not accept our certificate',
    'A gateway here asks for a client certificate: give the one it expects, with its key.',
  ],
  [/^(ERR_SSL_|ERR_TLS_)/, 'no TLS connection could be made'],
  [
    /UND_ERR_PRX/,
    'the proxy did not open a way to the host',
    'Check the proxy, its user name and its password.',
  ],
  [/UND_ERR_SOCKET|ECONNRESET|EPIPE/, 'the connection broke before the answer was complete'],
];

/**
 * A failure on the way, in words: which host, through which proxy, why. `facts` say the same to a program:
 * `host`, `proxy`, the code of the failure as `reason`, and `lasting` where asking again does not help.
 *
 * @param sent what is known about a change when the request had left already.
 */
export function networkError(cause: unknown, attempt: Attempt, sent: Changed = 'nothing'): VedetteError {
  const code = codeIn(cause);
  const status = statusOfConnect(cause);
  const [, reason = 'the connection failed', advice] = reasons.find(([pattern]) => pattern.test(code)) ?? [];
  const why = status === undefined ? reason : `the proxy answered ${status}`;
  const unsent = status !== undefined || beforeSending.test(code);
  const happened = unsent ? 'could not be reached' : 'did not answer';
  return new VedetteError(
    'MDE_NETWORK',
    `${attempt.method} ${placeOf(attempt.url)} ${happened}${through(attempt)}: ${why}${code === '' || status !== undefined ? '' : ` (${code})`}.`,
    {
      advice: status === 407 ? 'Give the user name and password of the proxy in its URL.' : advice,
      status,
      changed: unsent ? 'nothing' : sent,
      facts: { ...whereabouts(attempt), reason: code, ...(lasting.test(code) && { lasting: true }) },
      cause,
    },
  );
}

/** Nothing came in the time allowed. @param allowed the end of the sentence: "within the 30 s allowed". */
export function timeoutError(
  attempt: Attempt,
  allowed: string,
  detail: { readonly changed?: Changed; readonly cause?: unknown; readonly facts?: object } = {},
): VedetteError {
  const message = `${attempt.method} ${placeOf(attempt.url)} was not answered${through(attempt)} ${allowed}.`;
  const facts = { ...whereabouts(attempt), ...detail.facts };
  return new VedetteError('MDE_TIMEOUT', message, { ...detail, facts });
}

function whereabouts({ url, proxy }: Attempt): Readonly<Record<string, string>> {
  return { host: new URL(url).host, ...(proxy !== undefined && { proxy }) };
}

function through({ proxy }: Attempt): string {
  return proxy === undefined ? '' : ` through the proxy ${proxy}`;
}

function placeOf(url: string | URL): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
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

/** What the proxy itself answered; undici tells it in a sentence only. */
function statusOfConnect(error: unknown): number | undefined {
  const text = error instanceof Error ? error.message : '';
  const status = /Proxy (?:response|Authentication Required) \((\d{3})\)/.exec(text)?.[1];
  return status === undefined ? undefined : Number(status);
}
