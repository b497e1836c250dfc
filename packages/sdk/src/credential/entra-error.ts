import type { ErrorCode, ErrorDetail } from '../error.ts';
import { VedetteError } from '../error.ts';
import { waitOf } from '../network/retry-timing.ts';
import { AADSTS } from './aadsts.ts';
import type { EntraAdvice } from './aadsts.ts';
import { isObject, textOf } from './json.ts';
import { linkOf } from './links.ts';
import type { ApplicationPlace } from './links.ts';

/** The error body of the token endpoint. Every field may be absent. */
export interface EntraErrorBody {
  readonly error?: string | undefined;
  readonly error_description?: string | undefined;
  readonly error_codes?: readonly number[] | undefined;
  readonly suberror?: string | undefined;
  readonly claims?: string | undefined;
  readonly trace_id?: string | undefined;
  readonly correlation_id?: string | undefined;
}

export interface EntraErrorContext extends ApplicationPlace {
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Epoch milliseconds. Default: the clock of this machine. */
  readonly now?: (() => number) | undefined;
  /** Texts that must not show, should the answer repeat them. */
  readonly secrets?: readonly string[] | undefined;
}

/** What the field `error` means where no number is known. RFC 6749 section 5.2, RFC 8628 section 3.5. */
const BY_ERROR: ReadonlyMap<string, ErrorCode> = new Map([
  ['invalid_client', 'MDE_CREDENTIAL'],
  ['invalid_grant', 'MDE_SIGN_IN_REQUIRED'],
  ['interaction_required', 'MDE_SIGN_IN_REQUIRED'],
  ['login_required', 'MDE_SIGN_IN_REQUIRED'],
  ['consent_required', 'MDE_CONSENT'],
  ['access_denied', 'MDE_SIGN_IN_DECLINED'],
  ['authorization_declined', 'MDE_SIGN_IN_DECLINED'],
  ['authorization_pending', 'MDE_SIGN_IN_REQUIRED'],
  ['expired_token', 'MDE_SIGN_IN_EXPIRED'],
  ['code_expired', 'MDE_SIGN_IN_EXPIRED'],
  ['bad_verification_code', 'MDE_SIGN_IN_EXPIRED'],
  ['temporarily_unavailable', 'MDE_SERVICE'],
  ['server_error', 'MDE_SERVICE'],
]);

/** Ends of a device sign-in. Here the field `error` says it all, whatever number comes with it. */
const DEVICE_ENDS: ReadonlyMap<string, EntraAdvice> = new Map([
  [
    'authorization_declined',
    {
      code: 'MDE_SIGN_IN_DECLINED',
      happened: 'The sign-in was declined',
      todo: 'Run vedette login again and accept.',
    },
  ],
  [
    'expired_token',
    {
      code: 'MDE_SIGN_IN_EXPIRED',
      happened: 'The device code expired before the sign-in was finished',
      todo: 'Run vedette login again.',
    },
  ],
]);

/** Numbers of an answer, the one we can explain first. */
export function aadstsCodes(body: EntraErrorBody): readonly number[] {
  const text = body.error_description ?? '';
  const listed = body.error_codes ?? [];
  const named = [...text.matchAll(/AADSTS(\d{4,9})/g)].map((match) => Number(match[1]));
  const all = [...new Set([...listed, ...named])].filter((code) => Number.isSafeInteger(code) && code > 0);
  return all.toSorted((a, b) => Number(AADSTS.has(b)) - Number(AADSTS.has(a)));
}

/** Turns an error of Entra into what happened, what to do and where. Never rejects an unknown shape. */
export function fromEntra(body: unknown, context: EntraErrorContext): VedetteError {
  const answer = readBody(body);
  const codes = aadstsCodes(answer);
  const advice = DEVICE_ENDS.get(answer.error ?? '') ?? AADSTS.get(codes[0] ?? 0);
  const code = errorCodeOf(answer, advice, context.status);
  const detail: ErrorDetail = {
    advice: advice?.todo,
    link: linkFor(advice, code, context),
    status: context.status,
    serviceCode: codes[0] === undefined ? answer.error : `AADSTS${codes[0]}`,
    requestId: answer.trace_id ?? context.headers?.['x-ms-request-id'] ?? answer.correlation_id,
    retryAfterMs: waitOf(context.status ?? 0, context.headers ?? {}, '', (context.now ?? Date.now)()),
    facts: factsOf(answer, codes, context),
  };
  const suffix = codes[0] === undefined ? '' : ` (AADSTS${codes[0]})`;
  const happened = advice?.happened ?? firstSentence(answer, context);
  return new VedetteError(code, `${happened}${suffix}.`, detail);
}

/** Only what has the form it should have: a gateway in between writes errors of its own making. */
function readBody(body: unknown): EntraErrorBody {
  const fields = isObject(body) ? body : {};
  const codes = fields['error_codes'];
  return {
    error: textOf(fields['error']),
    error_description: textOf(fields['error_description']),
    error_codes: Array.isArray(codes) ? codes.map(Number) : undefined,
    suberror: textOf(fields['suberror']),
    claims: textOf(fields['claims']),
    trace_id: textOf(fields['trace_id']),
    correlation_id: textOf(fields['correlation_id']),
  };
}

function errorCodeOf(
  body: EntraErrorBody,
  advice: EntraAdvice | undefined,
  status: number | undefined,
): ErrorCode {
  if (status === 429) return 'MDE_QUOTA';
  if (advice !== undefined) return advice.code;
  if (body.suberror === 'consent_required') return 'MDE_CONSENT';
  const byError = BY_ERROR.get(body.error ?? '');
  return byError ?? (status !== undefined && status >= 500 ? 'MDE_SERVICE' : 'MDE_SIGN_IN');
}

function linkFor(
  advice: EntraAdvice | undefined,
  code: ErrorCode,
  place: ApplicationPlace,
): string | undefined {
  const kind = advice === undefined ? (code === 'MDE_CONSENT' ? 'consent' : undefined) : advice.link;
  return kind === undefined ? undefined : linkOf(kind, place);
}

function factsOf(
  body: EntraErrorBody,
  codes: readonly number[],
  { cloud, tenant, clientId }: ApplicationPlace,
): Readonly<Record<string, unknown>> {
  const { error, suberror, claims, correlation_id: correlationId } = body;
  const given = Object.entries({ error, suberror, claims, correlationId }).filter(
    ([, value]) => value !== undefined,
  );
  return { ...Object.fromEntries(given), codes, cloud: cloud.name, tenant, clientId };
}

/** Microsoft's own first sentence, without its number and ids: the best there is for a code we do not know. */
function firstSentence(body: EntraErrorBody, context: EntraErrorContext): string {
  const text = body.error_description ?? '';
  const plain = text
    .replace(/^\s*AADSTS\d+:\s*/, '')
    .split(/\s*(?:Trace ID|Correlation ID|Timestamp):/)[0]
    ?.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  const sentence = plain ? (/^.*?[.!?](?=\s|$)/.exec(plain)?.[0] ?? plain) : (body.error ?? 'Sign-in failed');
  const hidden = (context.secrets ?? [])
    .filter((secret) => secret.length > 3)
    .reduce((shown, secret) => shown.replaceAll(secret, '…'), sentence);
  return hidden.slice(0, 300).replace(/[.\s]+$/, '');
}
