import { randomUUID } from 'node:crypto';
import type { SimRequest, SimResponse } from '../../core/service.ts';
import { AADSTS } from './aadsts-table.ts';

/** Thrown anywhere in the sign-in service; the endpoint turns it into the documented error body. */
export class Refusal extends Error {
  readonly code: number;
  readonly error: string;
  readonly suberror: string | undefined;
  readonly claims: string | undefined;

  constructor(
    code: number,
    values: readonly string[] = [],
    change: { error?: string; claims?: string } = {},
  ) {
    const row = AADSTS[code];
    if (row === undefined) throw new RangeError(`AADSTS${code} is not in the table`);
    super(
      `AADSTS${code}: ${row.text.replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '')}`,
    );
    this.code = code;
    this.error = change.error ?? row.error;
    this.suberror = row.suberror;
    this.claims = change.claims;
  }
}

export interface ErrorBody {
  readonly error: string;
  readonly error_description: string;
  readonly [field: string]: unknown;
}

/** The error body of the sign-in service. `slow_down` has no code of its own and so no Refusal. */
export function errorBody(refusal: Refusal, request: SimRequest, nowMs: number): ErrorBody {
  const given = request.headers['client-request-id'];
  const correlation = typeof given === 'string' ? given : randomUUID();
  const trace = randomUUID();
  const timestamp = `${new Date(nowMs).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return {
    error: refusal.error,
    error_description: `${refusal.message}\r\nTrace ID: ${trace}\r\nCorrelation ID: ${correlation}\r\nTimestamp: ${timestamp}`,
    error_codes: [refusal.code],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
    error_uri: `${request.origin}/error?code=${refusal.code}`,
    ...(refusal.suberror === undefined ? {} : { suberror: refusal.suberror }),
    ...(refusal.claims === undefined ? {} : { claims: refusal.claims }),
  };
}

/** 401 for a client that could not prove itself, 400 for everything else. */
export function errorAnswer(refusal: Refusal, request: SimRequest, nowMs: number): SimResponse {
  const status = refusal.error === 'invalid_client' ? 401 : 400;
  return { status, headers: NO_STORE, body: errorBody(refusal, request, nowMs) };
}

export const NO_STORE = { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' };
