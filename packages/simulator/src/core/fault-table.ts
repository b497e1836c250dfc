/** Which part of the simulator acts on a fault: `core` before any service, or the named service. */
export type FaultActor = 'core' | 'login' | 'imds' | 'data';

export interface FaultRow {
  readonly name: string;
  /** Row of the table of reported complaints, when it stands there. */
  readonly complaint?: number;
  readonly actor: FaultActor;
  readonly summary: string;
  /** What may be given besides `service`, `path`, `method`, `times` and `after`. */
  readonly params?: Readonly<Record<string, string>>;
  /** How often it strikes when `times` is not given; absent: until it is cleared. */
  readonly times?: number;
}

const seconds = { seconds: 'how long to wait' };

/** Every trouble that can be switched on. The names are a contract; the README prints this table. */
export const FAULTS: readonly FaultRow[] = [
  {
    name: 'top-clamped',
    complaint: 1,
    actor: 'data',
    summary: 'Graph gives at most 1,000 for a larger $top, and refuses a large $skip',
  },
  { name: 'tied-timestamps', complaint: 2, actor: 'data', summary: 'many records share one time of update' },
  { name: 'expand-fails', complaint: 3, actor: 'data', summary: '$expand=alerts with $filter answers 500' },
  { name: 'incident-changes', complaint: 4, actor: 'data', summary: 'incidents change while one reads' },
  { name: 'incident-merges', complaint: 5, actor: 'data', summary: 'incidents are merged while one reads' },
  { name: 'empty-value', complaint: 6, actor: 'data', summary: 'a page with an empty value' },
  { name: 'empty-body', complaint: 6, actor: 'data', summary: '200 with no body at all' },
  {
    name: 'null-fields',
    complaint: 7,
    actor: 'data',
    summary: 'devices, addresses and ids are null or missing',
  },
  { name: 'nextlink-malformed', complaint: 8, actor: 'data', summary: 'the nextLink is no usable URL' },
  {
    name: 'nextlink-endless',
    complaint: 8,
    actor: 'data',
    summary: 'the nextLink leads to the same page again',
  },
  { name: 'nextlink-absent', complaint: 8, actor: 'data', summary: 'no nextLink although there is more' },
  {
    name: 'throttle-bare',
    complaint: 9,
    actor: 'core',
    summary: '429 that does not say how long to wait',
    times: 1,
  },
  {
    name: 'throttle-date',
    complaint: 9,
    actor: 'core',
    summary: '429 with Retry-After as an HTTP date',
    params: seconds,
    times: 1,
  },
  {
    name: 'throttle-long',
    complaint: 9,
    actor: 'core',
    summary: '429 with a Retry-After of more than 300 s',
    params: seconds,
    times: 1,
  },
  {
    name: 'throttle-body',
    complaint: 9,
    actor: 'core',
    summary: '429 whose body says when calls may resume',
    params: seconds,
    times: 1,
  },
  {
    name: 'throttle-seconds',
    complaint: 9,
    actor: 'core',
    summary: '429 with Retry-After in seconds',
    params: seconds,
    times: 1,
  },
  {
    name: 'token-revoked',
    complaint: 10,
    actor: 'core',
    summary: 'the token presented is revoked there and then: 401',
    params: { rotate: 'true: the secrets of the application stop working as well' },
    times: 1,
  },
  {
    name: 'wrong-audience',
    complaint: 11,
    actor: 'core',
    summary: 'the API says the token is for another one',
  },
  {
    name: 'missing-role',
    complaint: 11,
    actor: 'core',
    summary: 'the API finds none of the permissions: 403',
  },
  { name: 'active-request', complaint: 12, actor: 'data', summary: '400 ActiveRequestAlreadyExists' },
  { name: 'disallowed-operation', complaint: 13, actor: 'data', summary: '403 DisallowedOperation' },
  { name: 'hunting-unknown-error', complaint: 20, actor: 'core', summary: '500 UnknownError, empty message' },
  {
    name: 'hunting-timeout',
    actor: 'data',
    summary: 'a query takes too long: 400',
    params: { ms: 'it runs, and is stopped after so long; without it, it is not run at all' },
  },
  {
    name: 'hunting-size-exceeded',
    actor: 'data',
    summary: 'the result of a query is too large: 400',
  },
  {
    name: 'hunting-excessive-resources',
    actor: 'data',
    summary: 'a query is stopped because it needs too much: 400',
    params: { operator: 'the operator that is to blame; none by default' },
  },
  {
    name: 'hunting-unexpected-error',
    actor: 'data',
    summary: 'a query meets an unexpected error: 400',
  },
  { name: 'hunting-preempted', actor: 'data', summary: 'a query is preempted: 400' },
  {
    name: 'hunting-cpu-exceeded',
    actor: 'data',
    summary: 'the CPU of the tenant is used up: 429',
    params: { minutes: 'until queries may run again, default 9' },
  },
  {
    name: 'hunting-costly',
    actor: 'data',
    summary: 'a query counts as if it had run longer',
    params: { seconds: 'run time of each, default 120' },
  },
  {
    name: 'hunting-lag',
    actor: 'data',
    summary: 'rows can be hunted later than they happened',
    params: { minutes: 'how much later, default 30' },
  },
  {
    name: 'hunting-boolean',
    actor: 'data',
    summary: 'bool comes as Boolean and not as SByte',
  },
  {
    name: 'hunting-dynamic-object',
    actor: 'data',
    summary: 'dynamic comes as JSON and not as text',
  },
  {
    name: 'cloud-scope',
    complaint: 22,
    actor: 'login',
    summary: 'only the scopes of one national cloud are known; others: AADSTS500011',
    params: { cloud: 'gcc (default), gov or worldwide' },
  },
  {
    name: 'imds-slow',
    complaint: 23,
    actor: 'imds',
    summary: 'the identity endpoint answers late',
    params: { ms: 'how late, default 1500' },
  },
  {
    name: 'imds-away',
    complaint: 23,
    actor: 'imds',
    summary: 'the identity endpoint is not ready',
    params: { status: '404 (default), 410, 429, 500 … or 0 for a reset connection' },
  },
  { name: 'device-pending', complaint: 24, actor: 'login', summary: 'a device code stays pending' },
  { name: 'device-slow-down', complaint: 24, actor: 'login', summary: 'a poll for a device code: slow_down' },
  { name: 'device-declined', complaint: 24, actor: 'login', summary: 'the user declined the device code' },
  { name: 'device-expired', complaint: 24, actor: 'login', summary: 'the device code has expired' },
  {
    name: 'password-changed',
    complaint: 24,
    actor: 'login',
    summary: 'refresh tokens are refused: AADSTS50173',
  },
  {
    name: 'unknown-enum',
    complaint: 25,
    actor: 'data',
    summary: 'enumerations hold members nobody documented',
  },
  {
    name: 'connection-cut',
    complaint: 26,
    actor: 'core',
    summary: 'headers and half the body, then the connection is gone',
    times: 1,
  },
  {
    name: 'claims-challenge',
    actor: 'core',
    summary: '401 with a claims challenge until a token was asked for with it',
  },
  {
    name: 'server-error',
    actor: 'core',
    summary: 'the service fails',
    params: { status: '503 (default) or 500', seconds: 'a Retry-After, none by default' },
    times: 1,
  },
  {
    name: 'proxy-html',
    actor: 'core',
    summary: 'a proxy answers with its own page',
    params: { status: '200 by default' },
  },
  { name: 'late-arrival', actor: 'data', summary: 'records surface later than their time of update says' },
  {
    name: 'clock-skew',
    actor: 'login',
    summary: "the clock of the cloud differs from the caller's",
    params: { seconds: 'default 900; negative: behind' },
  },
];

export const faultRows: ReadonlyMap<string, FaultRow> = new Map(FAULTS.map((row) => [row.name, row]));
