import type { SimRequest, SimResponse } from './service.ts';
import type { SimulatorInfo } from '../simulator.ts';

/** Time in the pretended cloud: real by default, or held and moved by hand. */
export interface SimClock {
  /** Epoch milliseconds. */
  now(): number;
  /** ISO 8601 UTC with seven fractional digits, as Microsoft writes it. */
  iso(ms?: number): string;
  readonly held: boolean;
  /** Holds the clock at this time. */
  set(ms: number): void;
  /** Moves a held clock on; on a running clock it shifts the offset. */
  advance(ms: number): void;
  /** Lets the clock run again from where it stands. */
  run(): void;
}

/** A fault that is switched on, with what it was switched on with. */
export interface Fault {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Faults {
  /** The fault if it is on for this request; counts one use of it (`times`, `after`). */
  take(name: string): Fault | undefined;
  /** Is it on? Counts nothing. */
  peek(name: string): Fault | undefined;
  set(name: string, params?: Record<string, unknown>): void;
  clear(name?: string): void;
}

export interface Quotas {
  /** Counts a call of a bucket; milliseconds to wait when it is one too many. */
  spend(bucket: string, key: string): number | undefined;
  /** Milliseconds to wait when the run time of a bucket is used up. */
  usedUp(bucket: string, key: string): number | undefined;
  /** Counts run time, in milliseconds. */
  use(bucket: string, key: string, ms: number): void;
}

/** Claims of a bearer token this cloud issued and still accepts. */
export interface TokenClaims {
  readonly aud: string;
  readonly tid: string;
  readonly appid: string;
  readonly roles?: readonly string[];
  readonly scp?: string;
  readonly oid?: string;
  readonly upn?: string;
  readonly [claim: string]: unknown;
}

export interface Needed {
  readonly audience: 'graph' | 'endpoint' | 'xdr';
  /** One of these app roles … */
  readonly application: readonly string[];
  /** … or one of these scopes. */
  readonly delegated: readonly string[];
}

/** What every service shares. */
export interface World {
  readonly clock: SimClock;
  readonly faults: Faults;
  readonly quotas: Quotas;
  readonly info: SimulatorInfo;
  /**
   * Checks the bearer token of a call: 401 for a missing, foreign, expired or revoked one and for one of
   * another audience where the real service says 401, 403 for a missing permission, in the error body of
   * that API.
   */
  authorize(request: SimRequest, needed: Needed): { claims: TokenClaims } | { refusal: SimResponse };
}
