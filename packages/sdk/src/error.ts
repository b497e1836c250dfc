/**
 * The closed set of everything that can go wrong. A code is permanent: scripts, dashboards and playbooks
 * match on it, so a code is never renamed and never reused. Nothing in Vedette inspects `message`.
 *
 * `advice` is the general next step; the place that throws may give a more exact one.
 */
export const ERRORS = {
  // What the person asked for
  MDE_INPUT: { title: 'The input is not valid', advice: 'Correct the named argument and try again.' },
  MDE_CONFIG: { title: 'The configuration is not valid', advice: 'Correct the named line of vedette.yaml.' },
  MDE_CONFIRM: {
    title: 'The command changes something and was not confirmed',
    advice: 'Answer the question, or add --yes.',
  },
  MDE_CLOUD: {
    title: 'This cloud does not offer it',
    advice: 'Choose another route, or a profile of another cloud.',
  },
  // Signing in
  MDE_SIGN_IN: {
    title: 'Sign-in failed',
    advice: 'Read the reason given by Microsoft Entra and sign in again.',
  },
  MDE_SIGN_IN_REQUIRED: { title: 'Nobody is signed in', advice: 'Run: vedette login' },
  MDE_SIGN_IN_DECLINED: { title: 'The sign-in was declined', advice: 'Run vedette login again and accept.' },
  MDE_SIGN_IN_EXPIRED: { title: 'The sign-in was not completed in time', advice: 'Run vedette login again.' },
  MDE_CONSENT: {
    title: 'The application has not been granted what it asks for',
    advice: 'Ask an administrator to open the consent link.',
  },
  MDE_CREDENTIAL: {
    title: 'The credential cannot be used',
    advice: 'Check the secret, the certificate file and its password.',
  },
  MDE_IDENTITY_ENDPOINT: {
    title: 'The managed identity endpoint did not answer',
    advice: 'Check that an identity is assigned to this machine.',
  },
  // What the service answered
  MDE_UNAUTHORIZED: { title: 'The API did not accept the token', advice: 'Run: vedette doctor' },
  MDE_AUDIENCE: { title: 'The token was issued for another API', advice: 'Run: vedette doctor' },
  MDE_PERMISSION: {
    title: 'A permission is missing',
    advice: 'Grant the named permission, then sign in again for a new token.',
  },
  MDE_FEATURE: {
    title: 'The tenant has this feature switched off',
    advice: 'Enable the feature in the Defender portal.',
  },
  MDE_DISALLOWED: {
    title: 'Defender does not allow this operation here',
    advice: 'Check the automation level of the device group.',
  },
  MDE_NOT_FOUND: { title: 'There is no such thing', advice: 'Check the identifier and the tenant.' },
  MDE_CONFLICT: {
    title: 'Another request of the same kind is already active',
    advice: 'Wait for the running one.',
  },
  MDE_REQUEST: { title: 'The service refused the request', advice: 'Read the reason given by the service.' },
  MDE_QUERY: {
    title: 'The query is not valid',
    advice: 'Correct the query where the message says, and run it again.',
  },
  MDE_QUERY_LIMIT: {
    title: 'The query asks for more than the service gives',
    advice: 'Look at a shorter time, filter earlier, or take fewer columns and rows.',
  },
  MDE_TEST: { title: 'A hunt did not pass its tests', advice: 'Correct the hunt, or what its test expects.' },
  MDE_QUOTA: { title: 'The quota of the API is used up', advice: 'Wait as long as the service says.' },
  MDE_SERVICE: {
    title: 'The service failed',
    advice: 'Try again later; give Microsoft the request id if it goes on.',
  },
  MDE_RESPONSE: {
    title: 'The answer is not what this API gives',
    advice: 'Check for a proxy or a portal between here and Microsoft.',
  },
  MDE_PAGING: {
    title: 'The service repeats the same page',
    advice: 'Nothing is missing up to here; narrow the filter and try again.',
  },
  // The way there
  MDE_NETWORK: {
    title: 'The service cannot be reached',
    advice: 'Check the network, the proxy and the certificate authority.',
  },
  MDE_TIMEOUT: { title: 'The time allowed was used up', advice: 'Allow more time with --timeout.' },
  MDE_UNKNOWN_OUTCOME: {
    title: 'It is not known whether the change was made',
    advice: 'Look before you ask again.',
  },
  MDE_ABORTED: { title: 'Stopped at your request', advice: 'Run it again to go on where it stopped.' },
  // Here
  MDE_STORE: { title: 'The local store cannot be used', advice: 'Check the path and its permissions.' },
  MDE_STORE_VERSION: {
    title: 'The store was written by a newer Vedette',
    advice: 'Use that version, or another store.',
  },
  MDE_STORE_BUSY: {
    title: 'Another process is using the store',
    advice: 'Wait for it to end, or use another store.',
  },
  MDE_DISK_FULL: {
    title: 'The disk is full',
    advice: 'Make room and run it again; nothing that was stored is lost.',
  },
  MDE_KEY: {
    title: 'The token cache cannot be opened with this key',
    advice: 'Give the key it was written with, or run: vedette logout --all',
  },
  MDE_INTERNAL: { title: 'This is a defect of Vedette', advice: 'Please report it with the text above.' },
} as const satisfies Record<string, { title: string; advice: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** Whether the request that failed changed anything on the other side. */
export type Changed = 'nothing' | 'something' | 'unknown';

export interface ErrorDetail {
  /** What to do now, in one sentence. Default: the advice of the code. */
  advice?: string | undefined;
  /** A page or consent URL the person can open. */
  link?: string | undefined;
  /** HTTP status, when a service answered. */
  status?: number | undefined;
  /** The service's own code: an OData error code, or `AADSTS…`. */
  serviceCode?: string | undefined;
  /** The reason in the service's own words, one line. */
  serviceMessage?: string | undefined;
  requestId?: string | undefined;
  /** Milliseconds after which the same request may succeed. */
  retryAfterMs?: number | undefined;
  /** Default: `nothing`. */
  changed?: Changed | undefined;
  /** Facts for a program: missing permissions, `aud`, the line of a configuration file … Never a secret. */
  facts?: Readonly<Record<string, unknown>> | undefined;
  cause?: unknown;
}

export class VedetteError extends Error {
  override readonly name = 'VedetteError';
  readonly code: ErrorCode;
  readonly advice: string;
  readonly link: string | undefined;
  readonly status: number | undefined;
  readonly serviceCode: string | undefined;
  readonly serviceMessage: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly changed: Changed;
  readonly facts: Readonly<Record<string, unknown>>;

  /** @param message what happened, one sentence for a person, without any secret. */
  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.code = code;
    this.advice = detail.advice ?? ERRORS[code].advice;
    this.link = detail.link;
    this.status = detail.status;
    this.serviceCode = detail.serviceCode;
    this.serviceMessage = detail.serviceMessage;
    this.requestId = detail.requestId;
    this.retryAfterMs = detail.retryAfterMs;
    this.changed = detail.changed ?? 'nothing';
    this.facts = detail.facts ?? {};
  }
}

/** True for an error of the closed set, also across copies of this package. */
export function isVedetteError(error: unknown): error is VedetteError {
  return (
    error instanceof Error && error.name === 'VedetteError' && 'code' in error && String(error.code) in ERRORS
  );
}
