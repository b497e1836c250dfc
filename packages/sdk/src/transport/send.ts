import type { Audience, TokenRequest } from '../credential/credential.ts';

/** A response action overtakes a person who is reading, who overtakes a back-fill. */
export type Priority = 'action' | 'interactive' | 'backfill';

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly audience: Audience;
  /** A path on the host of the audience, such as `/api/incidents/5`, or an absolute nextLink on that host. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>> | undefined;
  /** Serialised as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Default: `interactive`. */
  readonly priority?: Priority | undefined;
  /**
   * May this request be sent again when its fate is unknown? Default: true for GET, false otherwise.
   * A refusal that proves nothing was done (429, 503 with Retry-After) is always repeated.
   */
  readonly repeatable?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Epoch milliseconds by which the answer must be there, waits included. */
  readonly deadline?: number | undefined;
  /** Milliseconds allowed for one try over the wire, in place of what the client was told. */
  readonly timeoutMs?: number | undefined;
  /** At most so many tries when the service or the network fails. Waits that the service asks for are not counted. */
  readonly tries?: number | undefined;
  /** Set by `retry`: how often this request has been sent, this time included. */
  readonly attempt?: number | undefined;
  /** Set by `renew` after a 401: how the next token is to be asked for. */
  readonly renewal?: Pick<TokenRequest, 'rejected' | 'claims'> | undefined;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The service's id of this request, for a support case. */
  readonly requestId: string | undefined;
  /** Reads the body once as JSON. An empty body is `undefined`. @throws VedetteError MDE_RESPONSE when it is not JSON. */
  json<T = unknown>(): Promise<T | undefined>;
  /** Reads the body once as bytes, as they arrive. */
  stream(): AsyncIterable<Uint8Array>;
}

/** Sends one request. Resolves only for 2xx; everything else is a `VedetteError`. */
export type Send = (request: ApiRequest) => Promise<ApiResponse>;

/** A small piece of behaviour round a send: trace, retry, quota, authorize. */
export type Wrapper = (next: Send) => Send;

/** `compose(send, trace, retry)` is `trace(retry(send))`: the first wrapper is the outermost. */
export function compose(send: Send, ...wrappers: readonly Wrapper[]): Send {
  return wrappers.reduceRight((next, wrap) => wrap(next), send);
}
