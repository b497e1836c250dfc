import { randomUUID } from 'node:crypto';
import type { Audience } from '../credential/credential.ts';
import { isVedetteError } from '../error.ts';
import type { ErrorCode } from '../error.ts';
import type { Clock } from './clock.ts';
import { pathOnly } from './errors.ts';
import type { Wrapper } from './send.ts';

/** One request over the wire, for `--verbose` and for logs. Holds no header, no query and no body. */
export interface TraceEvent {
  readonly audience: Audience;
  readonly method: string;
  readonly path: string;
  /** 1 for the first time this request is sent. */
  readonly attempt: number;
  /** Absent when no answer came. */
  readonly status: number | undefined;
  readonly code: ErrorCode | undefined;
  readonly requestId: string | undefined;
  /** Our id, sent as `client-request-id`; Microsoft support can find a request by it. */
  readonly clientRequestId: string;
  readonly ms: number;
}

/** Names each request that goes over the wire and tells how it went. */
export function trace(clock: Clock, onTrace?: (event: TraceEvent) => void): Wrapper {
  return (next) => async (request) => {
    const clientRequestId = request.headers?.['client-request-id'] ?? randomUUID();
    const started = clock.now();
    const tell = (end: Pick<TraceEvent, 'status' | 'code' | 'requestId'>): void =>
      onTrace?.({
        audience: request.audience,
        method: request.method,
        path: pathOnly(request.path),
        attempt: request.attempt ?? 1,
        clientRequestId,
        ms: clock.now() - started,
        ...end,
      });
    try {
      const response = await next({
        ...request,
        headers: { ...request.headers, 'client-request-id': clientRequestId },
      });
      tell({ status: response.status, code: undefined, requestId: response.requestId });
      return response;
    } catch (error) {
      if (isVedetteError(error)) tell({ status: error.status, code: error.code, requestId: error.requestId });
      throw error;
    }
  };
}
