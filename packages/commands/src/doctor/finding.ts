import type { Audience, Cloud, Credential, DecodedToken, VedetteError } from '@vedette/sdk';
import type { Profile } from '../profile/profile.ts';

export interface Finding {
  /** What was looked at: `audience`, `clock`, or the words of a command. */
  readonly check: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly detail: string;
  /** What to do; empty when nothing is to be done. */
  readonly advice: string;
  readonly link?: string | undefined;
  [field: string]: unknown;
}

/** A token of one API, or why there is none. */
export type TokenState = { readonly claims: DecodedToken | undefined } | { readonly error: VedetteError };

/** What the checks look at, gathered once. */
export interface Examined {
  readonly profile: Profile;
  readonly cloud: Cloud;
  readonly credential: Credential;
  readonly tokens: ReadonlyMap<Audience, TokenState>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: number;
  /** What the clock of the login service said at `now`, if it answered. Epoch milliseconds. */
  readonly serverTime: number | undefined;
  readonly signal: AbortSignal;
  /** Folder of the token cache and the mirror. */
  readonly stateFolder: string;
  readonly configFile: string;
  /** What the reader of the configuration remarked. */
  readonly warnings: readonly string[];
}

export type Check = (examined: Examined) => readonly Finding[] | Promise<readonly Finding[]>;

export function ok(check: string, detail: string): Finding {
  return { check, status: 'ok', detail, advice: '' };
}

export function warn(check: string, detail: string, advice: string, link?: string): Finding {
  return { check, status: 'warn', detail, advice, ...(link === undefined ? {} : { link }) };
}

export function fail(check: string, detail: string, advice: string, link?: string): Finding {
  return { check, status: 'fail', detail, advice, ...(link === undefined ? {} : { link }) };
}
