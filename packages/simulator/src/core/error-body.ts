import { randomUUID } from 'node:crypto';
import { currentExchange } from './exchange.ts';
import type { SimResponse } from './service.ts';

export interface ApiError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error in the shape of the API that answers: Graph's own, or that of the two Defender APIs. */
export function apiError(service: string, nowMs: number, error: ApiError): SimResponse {
  const headers = error.headers ?? {};
  const exchange = currentExchange();
  const requestId = exchange?.requestId ?? randomUUID();
  if (service !== 'graph') {
    const target = `|${requestId.replaceAll('-', '').slice(0, 8)}-${requestId.slice(9)}.`;
    return {
      status: error.status,
      headers,
      body: { error: { code: error.code, message: error.message, target } },
    };
  }
  const clientRequestId = exchange?.request.headers['client-request-id'];
  const innerError = {
    date: new Date(nowMs).toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': typeof clientRequestId === 'string' ? clientRequestId : requestId,
  };
  return {
    status: error.status,
    headers,
    body: { error: { code: error.code, message: error.message, innerError } },
  };
}
