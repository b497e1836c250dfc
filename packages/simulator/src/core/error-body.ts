import { randomUUID } from 'node:crypto';
import { currentExchange } from './exchange.ts';
import type { SimResponse } from './service.ts';

export interface ApiError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error in the shape of the service that answers. */
export function apiError(service: string, nowMs: number, error: ApiError): SimResponse {
  const { status, code, message, headers = {} } = error;
  const requestId = currentExchange()?.requestId ?? randomUUID();
  if (service === 'graph') {
    const innerError = innerErrorOf(nowMs, requestId);
    return { status, headers, body: { error: { code, message, innerError } } };
  }
  if (service === 'endpoint' || service === 'xdr') {
    const target = `|${requestId.replaceAll('-', '').slice(0, 8)}-${requestId.slice(9)}.`;
    return { status, headers, body: { error: { code, message, target } } };
  }
  if (service === 'admin') return { status, headers, body: { error: { code, message } } };
  return { status, headers, body: signInError(status, message) };
}

function innerErrorOf(nowMs: number, requestId: string): Record<string, string> {
  const clientRequestId = currentExchange()?.request.headers['client-request-id'];
  return {
    date: new Date(nowMs).toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': typeof clientRequestId === 'string' ? clientRequestId : requestId,
  };
}

/** Trouble of the sign-in service that comes before any grant: it is throttled, or transient. */
function signInError(status: number, message: string): unknown {
  if (status !== 429 && status < 500) return { error: 'invalid_request', error_description: message };
  const code = status === 429 ? 90055 : 90033;
  return {
    error: 'temporarily_unavailable',
    error_description: `AADSTS${code}: ${message}`,
    error_codes: [code],
  };
}
