import { createHash, randomBytes } from 'node:crypto';
import { VedetteError } from '../error.ts';
import { abortError } from './abort.ts';
import type { Account } from './account.ts';
import { claimsParameter } from './claims-challenge.ts';
import type { Audience } from './credential.ts';
import { endpointOf } from './entra-request.ts';
import { openLoopback } from './loopback.ts';
import { askMsal } from './msal.ts';
import { codeFromPasted, codeFromRedirect } from './pasted-code.ts';
import { isLoopback, scopeOf } from './resolve-cloud.ts';
import { storeKey } from './cache/store-key.ts';
import type { UserClient, UserCredential } from './user-grant.ts';
import { userCredential } from './user-grant.ts';

export interface AuthorizationCodeOptions extends UserClient {
  /** Default `http://localhost`. Another one than this machine's serves the pasted form only. */
  readonly redirectUri?: string | undefined;
}

export interface LoginUrlOptions {
  /** Which API the first token is for; the others follow from it. Default `graph`. */
  readonly audience?: Audience | undefined;
  readonly prompt?: 'login' | 'consent' | 'select_account' | 'none' | undefined;
  readonly loginHint?: string | undefined;
  /** A claims challenge to be met. */
  readonly claims?: string | undefined;
}

export interface BrowserSignInOptions extends LoginUrlOptions {
  /** Shows the address, or opens it in the browser. */
  readonly show: (url: string) => void | Promise<void>;
  readonly signal?: AbortSignal | undefined;
  /** Default 5 minutes. */
  readonly timeoutMs?: number | undefined;
}

export interface AuthorizationCodeCredential extends UserCredential {
  /** Shows the sign-in page and waits for the browser to come back to this machine. */
  signIn(options: BrowserSignInOptions): Promise<Account>;
  /** The address to sign in at; what it ends on goes to `redeem`, perhaps in another process. */
  loginUrl(options?: LoginUrlOptions): Promise<string>;
  /** @param pasted the code alone, or the whole address of the page the browser ended on. */
  redeem(pasted: string, options?: { signal?: AbortSignal | undefined }): Promise<Account>;
}

interface Pending {
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
  readonly audience: Audience;
  readonly claims?: string | undefined;
}

/** A person may take a while to find the second factor; the code itself lives ten minutes. */
const PENDING_MS = 60 * 60_000;
const PATIENCE_MS = 5 * 60_000;

/** https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow, with PKCE (RFC 7636). */
export function authorizationCode(client: AuthorizationCodeOptions): AuthorizationCodeCredential {
  const user = userCredential('authorization-code', client);
  const registered = client.redirectUri ?? 'http://localhost';
  const pendingKey = storeKey('pending-code', {
    cloud: client.cloud.id,
    tenant: client.tenant,
    client: client.clientId,
    account: client.account,
    flow: 'authorization-code',
  });

  const begin = (redirectUri: string, { audience = 'graph', claims }: LoginUrlOptions): Pending => ({
    state: randomBytes(24).toString('base64url'),
    verifier: randomBytes(48).toString('base64url'),
    redirectUri,
    audience,
    claims,
  });

  const urlOf = (pending: Pending, { prompt, loginHint }: LoginUrlOptions): string => {
    const query = new URLSearchParams({
      client_id: client.clientId,
      response_type: 'code',
      redirect_uri: pending.redirectUri,
      response_mode: 'query',
      scope: `${scopeOf(client.cloud, pending.audience)} offline_access openid profile`,
      state: pending.state,
      code_challenge: createHash('sha256').update(pending.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      claims: claimsParameter(pending.claims),
      ...(prompt === undefined ? {} : { prompt }),
      ...(loginHint === undefined ? {} : { login_hint: loginHint }),
    });
    return `${endpointOf(client, 'authorize')}?${query.toString()}`;
  };

  const exchange = async (
    pending: Pending,
    code: string,
    signal: AbortSignal | undefined,
  ): Promise<Account> => {
    const { redirectUri, audience, verifier, claims } = pending;
    const answer = await askMsal(client, {
      auth: client.auth,
      signal,
      repeatable: false,
      ask: async (msal) =>
        msal.acquireTokenByCode({
          code,
          redirectUri,
          codeVerifier: verifier,
          scopes: [scopeOf(client.cloud, audience)],
          ...(claims === undefined ? {} : { claims }),
        }),
    });
    return user.accept(answer, audience);
  };

  return {
    ...user,
    get identity() {
      return user.identity;
    },
    signIn: async ({ show, signal, timeoutMs = PATIENCE_MS, ...options }) => {
      if (!isLoopback(registered) || !registered.startsWith('http:')) {
        throw new VedetteError(
          'MDE_CONFIG',
          `The browser cannot come back to ${registered} on this machine.`,
          {
            advice: 'Paste the code instead, or register http://localhost with the application.',
          },
        );
      }
      const loopback = await openLoopback(registered);
      const limit = AbortSignal.timeout(timeoutMs);
      const either = signal === undefined ? limit : AbortSignal.any([signal, limit]);
      try {
        const pending = begin(loopback.redirectUri, options);
        const answer = loopback.answer(pending.state, either);
        await Promise.race([answer, show(urlOf(pending, options))]);
        return await exchange(pending, codeFromRedirect(await answer, pending.state, client), signal);
      } catch (error) {
        if (limit.aborted && !signal?.aborted) {
          throw new VedetteError('MDE_SIGN_IN_EXPIRED', 'The browser did not come back in time.', {
            cause: error,
          });
        }
        throw signal?.aborted ? abortError(signal) : error;
      } finally {
        await loopback.close();
      }
    },
    loginUrl: async (options = {}) => {
      const pending = begin(registered, options);
      const url = urlOf(pending, options);
      await client.store.set(pendingKey, { value: pending, expiresAt: client.now() + PENDING_MS });
      return url;
    },
    redeem: async (pasted, { signal } = {}) => {
      const stored = await client.store.get(pendingKey);
      if (stored === undefined || (stored.expiresAt ?? 0) <= client.now()) {
        throw new VedetteError('MDE_SIGN_IN_REQUIRED', 'No sign-in is waiting for a code.', {
          advice: 'Ask for a new sign-in link first.',
        });
      }
      const pending = stored.value as Pending;
      const account = await exchange(pending, codeFromPasted(pasted, pending.state, client), signal);
      await client.store.delete([pendingKey]);
      return account;
    },
    drop: async (audience) => {
      await user.drop(audience);
      if (audience === undefined) await client.store.delete([pendingKey]);
    },
  };
}
