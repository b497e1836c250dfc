import { createHash } from 'node:crypto';
import { isVedetteError, VedetteError } from '../error.ts';
import { orAbort } from './abort.ts';
import type { Account } from './account.ts';
import { accountOf } from './account.ts';
import type { AccessToken, Audience, Credential, CredentialIdentity, FlowName } from './credential.ts';
import type { EntraClient } from './entra-request.ts';
import type { ClientAuth } from './msal.ts';
import { askMsal } from './msal.ts';
import { scopeOf } from './resolve-cloud.ts';
import { storeKey } from './cache/store-key.ts';
import type { TokenAnswer } from './token-answer.ts';
import type { TokenStore } from './cache/token-store.ts';

export interface UserClient extends EntraClient {
  readonly store: TokenStore;
  /** Name of the account to keep apart from others that use the same application. */
  readonly account?: string | undefined;
  /** For an application that must prove itself besides the person. */
  readonly auth?: (() => Promise<ClientAuth>) | undefined;
  /** A refresh token from elsewhere, to begin with. */
  readonly seed?: (() => Promise<string>) | undefined;
}

/** What a person granted once, from which tokens for every API are made. */
interface Grant {
  readonly account?: Account | undefined;
  readonly refreshToken?: string | undefined;
  /** Tokens that came with the sign-in itself. */
  readonly tokens?: Partial<Record<Audience, AccessToken>> | undefined;
  /** Digest of the seed this grant grew from: a new seed in the profile replaces it. */
  readonly seed?: string | undefined;
}

export interface UserCredential extends Credential {
  resume(): Promise<void>;
  drop(audience?: Audience): Promise<void>;
  /** Keeps what an interactive sign-in gave. */
  accept(answer: TokenAnswer, audience: Audience): Promise<Account>;
  /** Who is signed in, without asking anybody. */
  account(): Promise<Account | undefined>;
}

const FRESH_MS = 5 * 60_000;

/** The silent half of every flow with a person in it: a refresh token that is exchanged and rotated. */
export function userCredential(flow: FlowName, client: UserClient): UserCredential {
  const application: CredentialIdentity = {
    cloud: client.cloud.id,
    tenant: client.tenant,
    client: client.clientId,
    ...(client.account === undefined ? {} : { account: client.account }),
    flow,
  };
  const key = storeKey('grant', application);
  let signedIn: Account | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  /** One exchange at a time: each spends the refresh token of the one before. */
  const inTurn = async <T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => {}); // Its caller is told; the next one has its turn.
    return orAbort(turn, signal);
  };

  const load = async (): Promise<Grant | undefined> => {
    const stored = (await client.store.get(key))?.value as Grant | undefined;
    const seed = await client.seed?.();
    const digest = seed === undefined ? undefined : createHash('sha256').update(seed).digest('base64url');
    const grown = digest === undefined || stored?.seed === digest;
    const grant = grown ? stored : { refreshToken: seed, seed: digest };
    signedIn = grant?.account;
    return grant;
  };

  const save = async (grant: Grant): Promise<void> => {
    signedIn = grant.account ?? signedIn;
    await client.store.set(key, { value: grant });
  };

  const exchange = async (
    grant: Grant,
    refreshToken: string,
    audience: Audience,
    claims: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<AccessToken> => {
    const answer = await askMsal(client, {
      auth: client.auth,
      signal,
      ask: async (msal) =>
        msal.acquireTokenByRefreshToken({
          refreshToken,
          scopes: [scopeOf(client.cloud, audience)],
          forceCache: true,
          ...(claims === undefined ? {} : { claims }),
        }),
    });
    await save({
      ...grant,
      account: grant.account ?? accountOf(answer),
      refreshToken: answer.refreshToken ?? refreshToken,
      tokens: {},
    });
    return answer.token;
  };

  return {
    get identity() {
      const account = client.account ?? signedIn?.id;
      return account === undefined ? application : { ...application, account };
    },
    resume: async () => {
      if (signedIn === undefined) await load();
    },
    account: async () => (await load())?.account,
    token: async (audience, request = {}) => {
      scopeOf(client.cloud, audience);
      const { force, claims, rejected, signal } = request;
      return inTurn(async () => {
        const grant = await load();
        if (grant === undefined) throw signInRequired('Nobody is signed in with this profile.');
        const given = grant.tokens?.[audience];
        const good =
          given !== undefined && given.token !== rejected && given.expiresAt > client.now() + FRESH_MS;
        if (good && force !== true && claims === undefined) return given;
        const { refreshToken } = grant;
        if (refreshToken === undefined) throw signInRequired('The sign-in has ended and cannot be renewed.');
        try {
          return await exchange(grant, refreshToken, audience, claims, signal);
        } catch (error) {
          // Another process may have spent this refresh token and stored the one that came for it.
          const newer = await load();
          const rotated = newer?.refreshToken !== undefined && newer.refreshToken !== refreshToken;
          if (!rotated || !isVedetteError(error) || error.facts['error'] !== 'invalid_grant') throw error;
          return exchange(newer, String(newer.refreshToken), audience, claims, signal);
        }
      }, signal);
    },
    accept: async (answer, audience) => {
      const account = accountOf(answer);
      await save({ account, refreshToken: answer.refreshToken, tokens: { [audience]: answer.token } });
      return account;
    },
    drop: async (audience) => {
      if (audience === undefined) {
        signedIn = undefined;
        await client.store.delete([key]);
        return;
      }
      const grant = (await client.store.get(key))?.value as Grant | undefined;
      if (grant?.tokens?.[audience] === undefined) return;
      await save({ ...grant, tokens: { ...grant.tokens, [audience]: undefined } });
    },
  };
}

function signInRequired(message: string): VedetteError {
  return new VedetteError('MDE_SIGN_IN_REQUIRED', message);
}
