/**
 * The three APIs a token can be for. Two of them answer on one host in the worldwide cloud, and a token
 * for the one is refused by the other, so the audience is named at each request, never guessed from a host.
 */
export type Audience = 'graph' | 'endpoint' | 'xdr';

export interface AccessToken {
  /** The bearer token. It must go to the API of its audience only. */
  readonly token: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** Epoch milliseconds from which a new token should be fetched ahead of need. */
  readonly refreshAt?: number | undefined;
}

export interface TokenRequest {
  readonly signal?: AbortSignal | undefined;
  /** Ask the identity provider even when an older token is still good: after a 401, or after new consent. */
  readonly force?: boolean | undefined;
  /** The decoded JSON of a claims challenge, to be sent back to the identity provider. */
  readonly claims?: string | undefined;
  /**
   * The token an API has just refused. Many callers meet the same 401 at once: whoever comes after the
   * first finds another token in the cache already and gets that one, so one refusal costs one request.
   */
  readonly rejected?: string | undefined;
}

/** Whose token it is: together with the audience, the key of the token cache. */
export interface CredentialIdentity {
  /** Name of the cloud in the table of clouds, or the login URL of a custom one. */
  readonly cloud: string;
  readonly tenant: string;
  /** Application (client) id, or the name of the managed identity. */
  readonly client: string;
  /** The signed-in user (home account id or user name); absent for applications. */
  readonly account?: string | undefined;
  /** Which sign-in flow, for people and diagnostics. */
  readonly flow: FlowName;
}

export type FlowName =
  | 'client-secret'
  | 'certificate'
  | 'federated'
  | 'device-code'
  | 'authorization-code'
  | 'managed-identity'
  | 'broker'
  | 'refresh-token'
  | 'token-credential';

/**
 * One way to obtain tokens. Every sign-in flow is a function that returns one of these; `cached` wraps any
 * of them. Implementations throw `VedetteError` and never log or embed a token.
 */
export interface Credential {
  /** Complete after `resume`: who is signed in may stand in the token store only. */
  readonly identity: CredentialIdentity;
  /** Finds out who is signed in, without asking anybody. */
  resume?(): Promise<void>;
  token(audience: Audience, request?: TokenRequest): Promise<AccessToken>;
  /** Forget what is kept for this audience (all audiences when absent): after a 401, and at logout. */
  drop?(audience?: Audience): Promise<void>;
}
