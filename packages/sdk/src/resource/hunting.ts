import type { CallOptions } from './resource.ts';

/** The scalar types of KQL, by their names in it. @see https://learn.microsoft.com/kusto/query/scalar-data-types/ */
export type HuntType =
  'bool' | 'datetime' | 'decimal' | 'dynamic' | 'guid' | 'int' | 'long' | 'real' | 'string' | 'timespan';

export interface HuntColumn {
  readonly name: string;
  readonly type: HuntType;
}

/**
 * One value of a result, the same whichever route answered:
 * - bool: boolean · int: number · real: number, or `"NaN"`, `"Infinity"`, `"-Infinity"`
 * - long: number, and a string of digits past 2^53 · decimal: string of digits · guid: lower-case string
 * - datetime: `2024-01-02T03:04:05.1234567Z` · timespan: `[-][d.]hh:mm:ss[.fffffff]`
 * - string: string, never null · dynamic: JSON, in which a whole number past 2^53 is a string of digits
 * - any but string may be null
 */
export type HuntValue =
  string | number | boolean | null | readonly HuntValue[] | { readonly [key: string]: HuntValue };

export type HuntRow = readonly HuntValue[];

/** `xdr` and `endpoint` are the two native APIs; both stop answering on 2027-02-01. */
export type HuntRoute = 'graph' | 'xdr' | 'endpoint';

export interface HuntOptions extends Omit<CallOptions, 'route'> {
  /**
   * `native`: Defender XDR, or Defender for Endpoint where the token may use that one only. `auto`: the first of the
   * three that the token may use. Default: the route of the client.
   */
  readonly route?: HuntRoute | 'native' | 'auto' | undefined;
  /**
   * The time to look at, ISO 8601: `P7D`, `start/end`, `start/duration`, `duration/end`, or a start. Only Graph
   * takes one; it narrows the query and never widens it.
   *
   * @see https://learn.microsoft.com/graph/api/security-security-runhuntingquery
   */
  readonly timespan?: string | undefined;
}

export interface HuntAnswer {
  readonly columns: readonly HuntColumn[];
  /**
   * Rows as they arrive, in batches, each row in the order of `columns`. Read once. Whoever stops early ends the
   * request. An answer that breaks off throws: a part is never taken for the whole.
   */
  readonly rows: AsyncIterable<readonly HuntRow[]>;
  readonly route: HuntRoute;
  /** What the native APIs say about cost; there once all rows were read, on some routes. */
  readonly stats: () => Readonly<Record<string, unknown>> | undefined;
}

export interface HuntingResource {
  /**
   * Runs one query of KQL in the cloud. It reads only, so it is sent again when an answer did not come.
   *
   * @throws VedetteError MDE_QUERY when Defender finds a fault in the query, MDE_QUERY_LIMIT when it asks for more
   *   than the service gives, MDE_QUOTA when the share of the tenant is used up and the wait is longer than the
   *   time allowed, MDE_INPUT for a `timespan` on a route that takes none.
   */
  run(query: string, options?: HuntOptions): Promise<HuntAnswer>;
}

/** The most rows the service gives to one query; an answer of so many is most likely cut. */
export const HUNT_ROW_LIMIT = 100_000;
