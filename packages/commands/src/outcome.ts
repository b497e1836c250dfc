import type { ErrorCode } from '@vedette/sdk';

/** How one error is told on each surface. */
export interface Outcome {
  /** Exit code of the binary. */
  readonly exit: number;
  /** Status of our own HTTP API. */
  readonly http: number;
  /**
   * What an MCP client can do about it: `input` correct the call, `sign-in` let a person sign in, `ask` get a
   * confirmation or a permission, `wait` try later, `check` look before asking again, `give-up` none of these.
   */
  readonly mcp: 'input' | 'sign-in' | 'ask' | 'wait' | 'check' | 'give-up';
}

/** What an exit code means, for `--help` and the documentation. */
export const EXIT_CODES: Readonly<Record<number, string>> = {
  0: 'done',
  1: 'a defect of Vedette',
  2: 'the input or the configuration is not valid',
  3: 'not signed in, or the sign-in failed',
  4: 'a permission is missing',
  5: 'there is no such thing',
  6: 'refused, or in conflict with something that is running',
  7: 'a quota is used up',
  8: 'the network or the service failed, or the time was used up',
  9: 'the local store cannot be used',
  10: 'it is not known whether the change was made',
  11: 'a hunt did not pass its tests',
  130: 'stopped at your request',
};

/** One row for every error there is. Nothing else decides how an error leaves Vedette. */
export const OUTCOMES: Readonly<Record<ErrorCode, Outcome>> = {
  MDE_INPUT: { exit: 2, http: 400, mcp: 'input' },
  MDE_CONFIG: { exit: 2, http: 500, mcp: 'give-up' },
  MDE_CONFIRM: { exit: 2, http: 428, mcp: 'ask' },
  MDE_CLOUD: { exit: 6, http: 501, mcp: 'give-up' },
  MDE_SIGN_IN: { exit: 3, http: 502, mcp: 'sign-in' },
  MDE_SIGN_IN_REQUIRED: { exit: 3, http: 401, mcp: 'sign-in' },
  MDE_SIGN_IN_DECLINED: { exit: 3, http: 401, mcp: 'sign-in' },
  MDE_SIGN_IN_EXPIRED: { exit: 3, http: 401, mcp: 'sign-in' },
  MDE_CONSENT: { exit: 4, http: 403, mcp: 'ask' },
  MDE_CREDENTIAL: { exit: 3, http: 502, mcp: 'sign-in' },
  MDE_IDENTITY_ENDPOINT: { exit: 3, http: 502, mcp: 'wait' },
  MDE_UNAUTHORIZED: { exit: 3, http: 502, mcp: 'sign-in' },
  MDE_AUDIENCE: { exit: 4, http: 403, mcp: 'give-up' },
  MDE_PERMISSION: { exit: 4, http: 403, mcp: 'ask' },
  MDE_FEATURE: { exit: 6, http: 409, mcp: 'ask' },
  MDE_DISALLOWED: { exit: 6, http: 409, mcp: 'ask' },
  MDE_NOT_FOUND: { exit: 5, http: 404, mcp: 'input' },
  MDE_CONFLICT: { exit: 6, http: 409, mcp: 'wait' },
  MDE_REQUEST: { exit: 6, http: 422, mcp: 'input' },
  MDE_QUERY: { exit: 2, http: 400, mcp: 'input' },
  MDE_QUERY_LIMIT: { exit: 6, http: 422, mcp: 'input' },
  MDE_TEST: { exit: 11, http: 422, mcp: 'input' },
  MDE_QUOTA: { exit: 7, http: 429, mcp: 'wait' },
  MDE_SERVICE: { exit: 8, http: 502, mcp: 'wait' },
  MDE_RESPONSE: { exit: 8, http: 502, mcp: 'give-up' },
  MDE_PAGING: { exit: 8, http: 502, mcp: 'give-up' },
  MDE_NETWORK: { exit: 8, http: 502, mcp: 'wait' },
  MDE_TIMEOUT: { exit: 8, http: 504, mcp: 'wait' },
  MDE_UNKNOWN_OUTCOME: { exit: 10, http: 504, mcp: 'check' },
  MDE_ABORTED: { exit: 130, http: 499, mcp: 'give-up' },
  MDE_STORE: { exit: 9, http: 500, mcp: 'give-up' },
  MDE_STORE_VERSION: { exit: 9, http: 500, mcp: 'give-up' },
  MDE_STORE_BUSY: { exit: 9, http: 503, mcp: 'wait' },
  MDE_DISK_FULL: { exit: 9, http: 507, mcp: 'give-up' },
  MDE_KEY: { exit: 9, http: 500, mcp: 'give-up' },
  MDE_INTERNAL: { exit: 1, http: 500, mcp: 'give-up' },
};

export function outcomeOf(code: ErrorCode): Outcome {
  return OUTCOMES[code];
}
