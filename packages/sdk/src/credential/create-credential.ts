import type { TokenCredential } from '@azure/core-auth';
import type { Sleep } from './abort.ts';
import type { Account } from './account.ts';
import { authorizationCode } from './authorization-code.ts';
import type { AuthorizationCodeCredential } from './authorization-code.ts';
import { broker } from './broker.ts';
import { cached } from './cache/cached.ts';
import type { CachedCredential } from './cache/cached.ts';
import { certificate } from './certificate.ts';
import { clientSecret } from './client-secret.ts';
import type { Secret } from './client-secret.ts';
import type { Credential } from './credential.ts';
import { CORTEX_XDR_APP, deviceCode } from './device-code.ts';
import type { DeviceCodeCredential } from './device-code.ts';
import type { EntraClient } from './entra-request.ts';
import { environment } from './environment.ts';
import { federated } from './federated.ts';
import type { IdentityHttp } from './http.ts';
import type { IdentityHost } from './machine/source.ts';
import { adminConsentUrl } from './links.ts';
import { managedIdentity } from './managed-identity.ts';
import { refreshToken } from './refresh-token.ts';
import type { Cloud } from './resolve-cloud.ts';
import { tokenCredential } from './token-credential.ts';
import type { TokenStore } from './cache/token-store.ts';
import type { UserCredential } from './user-grant.ts';

/** How to sign in, as a profile says it; secrets are asked for when they are needed. */
export type CredentialSpec =
  | { flow: 'client-secret'; clientId: string; secret: Secret }
  | {
      flow: 'certificate';
      clientId: string;
      certificate?: string | undefined;
      key?: string | undefined;
      password?: Secret | undefined;
      thumbprint?: 'sha256' | 'sha1' | undefined;
      fingerprint?: string | undefined;
      sendChain?: boolean | undefined;
    }
  | { flow: 'federated'; clientId: string; tokenFile: string }
  | { flow: 'device-code'; clientId?: string | undefined; account?: string | undefined }
  | {
      flow: 'authorization-code';
      clientId: string;
      redirectUri?: string | undefined;
      secret?: Secret | undefined;
      account?: string | undefined;
    }
  | {
      flow: 'managed-identity';
      clientId?: string | undefined;
      objectId?: string | undefined;
      resourceId?: string | undefined;
      endpoint?: string | undefined;
    }
  | { flow: 'broker'; id: string; token: Secret; key: Secret }
  | {
      flow: 'refresh-token';
      clientId: string;
      refreshToken: Secret;
      secret?: Secret | undefined;
      account?: string | undefined;
    }
  | { flow: 'token-credential'; credential: TokenCredential; name?: string | undefined }
  | { flow: 'environment' };

export interface CredentialContext {
  readonly cloud: Cloud;
  /** Empty where a flow needs none: `organizations` then. */
  readonly tenant: string;
  readonly http: IdentityHttp;
  readonly store: TokenStore;
  /** Epoch milliseconds. */
  readonly now?: (() => number) | undefined;
  readonly sleep?: Sleep | undefined;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** The machine whose identity is asked for; for tests. */
  readonly host?: Partial<IdentityHost> | undefined;
  readonly onRefreshError?: ((error: unknown) => void) | undefined;
}

/** The half of a sign-in that has a person in it. */
export type Interactive =
  | ({ readonly kind: 'device-code' } & Pick<DeviceCodeCredential, 'signIn' | 'start' | 'complete'>)
  | ({ readonly kind: 'authorization-code' } & Pick<
      AuthorizationCodeCredential,
      'signIn' | 'loginUrl' | 'redeem'
    >);

export interface SignIn extends CachedCredential {
  /** Present where a person signs in; `token` alone never asks anybody. */
  readonly interactive?: Interactive | undefined;
  /** Where an administrator grants the application what it asks for. */
  readonly adminConsentUrl?: string | undefined;
  /** Who is signed in, for flows with a person. Asks nobody. */
  account(): Promise<Account | undefined>;
}

/**
 * Any flow behind the one token cache. Nothing is read, loaded or sent before a token is asked for.
 * @throws VedetteError MDE_CONFIG when the spec contradicts itself.
 */
export function createCredential(spec: CredentialSpec, context: CredentialContext): SignIn {
  const made = flowOf(spec, { ...context, now: context.now ?? Date.now });
  const cache = cached(made.credential, context);
  const renewed = async (account: Promise<Account>): Promise<Account> => {
    const who = await account;
    // Whoever was signed in before must not answer from the cache any more.
    await cache.forget();
    return who;
  };
  return {
    ...cache,
    get identity() {
      return cache.identity;
    },
    interactive: interactiveOf(made, renewed),
    adminConsentUrl: made.adminConsentUrl,
    account: async () => made.user?.account(),
  };
}

interface Made {
  readonly credential: Credential;
  readonly adminConsentUrl?: string | undefined;
  readonly user?: UserCredential;
  readonly deviceCode?: DeviceCodeCredential;
  readonly authorizationCode?: AuthorizationCodeCredential;
}

type Ready = Omit<CredentialContext, 'now'> & { readonly now: () => number };

function flowOf(spec: CredentialSpec, context: Ready): Made {
  switch (spec.flow) {
    case 'client-secret':
      return application(clientOf(spec.clientId, context), (client) => clientSecret({ ...client, ...spec }));
    case 'certificate':
      return application(clientOf(spec.clientId, context), (client) => certificate({ ...client, ...spec }));
    case 'federated':
      return application(clientOf(spec.clientId, context), (client) => federated({ ...client, ...spec }));
    case 'device-code': {
      const client = clientOf(spec.clientId ?? CORTEX_XDR_APP, context);
      const made = deviceCode({ ...client, store: context.store, account: spec.account });
      return { credential: made, user: made, deviceCode: made, adminConsentUrl: adminConsentUrl(client) };
    }
    case 'authorization-code': {
      const client = clientOf(spec.clientId, context);
      const { redirectUri, account, secret } = spec;
      const made = authorizationCode({
        ...client,
        store: context.store,
        redirectUri,
        account,
        auth: authOf(secret),
      });
      return {
        credential: made,
        user: made,
        authorizationCode: made,
        adminConsentUrl: adminConsentUrl(client),
      };
    }
    case 'refresh-token': {
      const client = clientOf(spec.clientId, context);
      const { account, secret, refreshToken: token } = spec;
      const { store } = context;
      const made = refreshToken({ ...client, store, account, refreshToken: token, auth: authOf(secret) });
      return { credential: made, user: made, adminConsentUrl: adminConsentUrl(client) };
    }
    case 'managed-identity':
      return { credential: managedIdentity({ ...context, ...spec }) };
    case 'broker': {
      const made = broker({ ...context, ...spec });
      return { credential: made, adminConsentUrl: made.adminConsentUrl };
    }
    case 'token-credential':
      return { credential: tokenCredential({ ...context, ...spec }) };
    case 'environment': {
      const credential = environment(context);
      const { tenant, client: clientId } = credential.identity;
      return { credential, adminConsentUrl: adminConsentUrl({ cloud: context.cloud, tenant, clientId }) };
    }
  }
}

function application(client: EntraClient, make: (client: EntraClient) => Credential): Made {
  return { credential: make(client), adminConsentUrl: adminConsentUrl(client) };
}

function clientOf(clientId: string, { cloud, tenant, http, now, sleep }: Ready): EntraClient {
  return { cloud, tenant: tenant || 'organizations', clientId, http, now, sleep };
}

function authOf(secret: Secret | undefined): (() => Promise<{ clientSecret: string }>) | undefined {
  return secret === undefined ? undefined : async () => ({ clientSecret: await secret() });
}

function interactiveOf(
  { deviceCode: device, authorizationCode: code }: Made,
  renewed: (account: Promise<Account>) => Promise<Account>,
): Interactive | undefined {
  if (device !== undefined) {
    return {
      kind: 'device-code',
      signIn: async (options) => renewed(device.signIn(options)),
      start: async (options) => device.start(options),
      complete: async (options) => renewed(device.complete(options)),
    };
  }
  if (code === undefined) return undefined;
  return {
    kind: 'authorization-code',
    signIn: async (options) => renewed(code.signIn(options)),
    loginUrl: async (options) => code.loginUrl(options),
    redeem: async (pasted, options) => renewed(code.redeem(pasted, options)),
  };
}
