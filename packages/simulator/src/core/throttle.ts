import { currentExchange } from './exchange.ts';
import { apiError } from './error-body.ts';
import { QUOTAS } from './quota-table.ts';
import type { SimRequest, SimResponse } from './service.ts';
import type { TokenClaims, World } from './world.ts';

/** The forms in which a 429 says, or does not say, when to come again. */
export type ThrottleForm = 'seconds' | 'date' | 'body' | 'bare';

/** Builds a 429 of one form. */
export function throttled(
  service: string,
  form: ThrottleForm,
  waitMs: number,
  now: number,
  reason: string,
): SimResponse {
  const resume = new Date(now + waitMs);
  const headers: Record<string, string> = {};
  if (form === 'seconds') headers['retry-after'] = String(Math.max(1, Math.ceil(waitMs / 1000)));
  if (form === 'date')
    headers['retry-after'] = new Date(Math.ceil(resume.getTime() / 1000) * 1000).toUTCString();
  const message = form === 'body' ? `${reason} Calls may resume at ${resume.toISOString()}.` : reason;
  return apiError(service, now, { status: 429, code: 'TooManyRequests', message, headers });
}

/**
 * Counts one call of a bucket for the caller and gives the 429 in the form this API documents when it is
 * one too many: Defender for Endpoint and Graph name seconds in a header, Defender XDR a time in the body.
 */
export function enforceQuota(
  world: World,
  request: SimRequest,
  bucket: string,
  claims: TokenClaims,
): SimResponse | undefined {
  const row = QUOTAS.find((candidate) => candidate.bucket === bucket);
  const key = row?.per === 'tenant' ? claims.tid : `${claims.appid}@${claims.tid}`;
  const wait = world.quotas.spend(bucket, key);
  if (wait === undefined) return undefined;
  const form = request.service === 'xdr' ? 'body' : 'seconds';
  return throttled(request.service, form, wait, world.clock.now(), quotaText(bucket));
}

function quotaText(bucket: string): string {
  const windows = QUOTAS.find((row) => row.bucket === bucket)?.windows ?? [];
  const limits = windows.map(({ calls, seconds }) => `${calls} per ${seconds} s`).join(', ');
  return `API calls quota exceeded! Maximum allowed: ${limits}.`;
}

/** Notes in the journal which application called. */
export function noteCaller(appid: string): void {
  const exchange = currentExchange();
  if (exchange !== undefined) exchange.appid = appid;
}
