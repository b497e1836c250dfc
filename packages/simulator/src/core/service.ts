import type { IncomingHttpHeaders } from 'node:http';

/** One request as a service sees it. */
export interface SimRequest {
  readonly method: string;
  /** Which base URL it came in on: `login`, `graph`, `endpoint`, `xdr`, `imds`, `broker`, `admin`. */
  readonly service: string;
  /** Path below the base URL, decoded per segment by the router; starts with `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The query as it came, for services that read `+` and `%20` in their own way. */
  readonly rawQuery: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Values of `{name}` in the route's path. */
  readonly params: Readonly<Record<string, string>>;
  /** The base URL the caller used (scheme, host, port), so that links point back the way he came. */
  readonly origin: string;
}

export interface SimResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is when string, bytes or an iterable of them (streamed); as JSON otherwise. Absent: empty body. */
  readonly body?: unknown;
}

export interface Route {
  readonly method: string;
  /** Such as `/{tenant}/oauth2/v2.0/token`. A trailing `{rest*}` takes what is left. */
  readonly path: string;
  readonly handle: (request: SimRequest) => SimResponse | Promise<SimResponse>;
}

/** One pretended service: a base URL of its own and the routes below it. */
export interface Service {
  readonly name: string;
  readonly routes: readonly Route[];
}
