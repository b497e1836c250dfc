import { isVedetteError, VedetteError } from '../error.ts';
import { sleep as sleepFor, throwIfAborted } from './abort.ts';
import type { Account } from './account.ts';
import { claimsParameter } from './claims-challenge.ts';
import type { Audience } from './credential.ts';
import { postForm } from './entra-request.ts';
import { scopeOf } from './resolve-cloud.ts';
import { storeKey } from './cache/store-key.ts';
import { readTokenAnswer, seconds } from './token-answer.ts';
import type { UserClient, UserCredential } from './user-grant.ts';
import { userCredential } from './user-grant.ts';

/** The multi-tenant public application of the Cortex XSOAR integration for Defender XDR. */
export const CORTEX_XDR_APP = '9093c354-630a-47f1-b087-6768eb9427e6';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
/** RFC 8628 section 3.2 and 3.5. */
const DEFAULT_INTERVAL_S = 5;
const SLOW_DOWN_S = 5;

/** What the person is told. Times in epoch milliseconds, the interval in seconds. */
export interface DeviceCodePrompt {
  readonly userCode: string;
  readonly verificationUri: string;
  /** Microsoft's own sentence: text from outside, to be shown as data. */
  readonly message: string;
  readonly expiresAt: number;
  readonly interval: number;
}

export interface DeviceCodeSignInOptions {
  readonly prompt: (prompt: DeviceCodePrompt) => void | Promise<void>;
  readonly signal?: AbortSignal | undefined;
  /** Which API the first token is for; the others follow from it. Default `xdr`. */
  readonly audience?: Audience | undefined;
  /** A claims challenge to be met. */
  readonly claims?: string | undefined;
}

export interface DeviceCodeCredential extends UserCredential {
  /** Shows a code and waits until the person is done. */
  signIn(options: DeviceCodeSignInOptions): Promise<Account>;
  /** The first half alone: what comes later, perhaps in another process, is `complete`. */
  start(options?: Omit<DeviceCodeSignInOptions, 'prompt'>): Promise<DeviceCodePrompt>;
  /** The second half: one look whether the person is done; with `wait`, as many as it takes. */
  complete(options?: { signal?: AbortSignal | undefined; wait?: boolean | undefined }): Promise<Account>;
}

interface Pending extends DeviceCodePrompt {
  readonly deviceCode: string;
  readonly audience: Audience;
  readonly claims?: string | undefined;
}

/**
 * Our own few lines in place of MSAL's: that one gives up at `slow_down`, hides Entra's error behind one of
 * its own, cannot be aborted while it waits, and keeps the device code to itself, so that a sign-in could
 * not be completed by a later command.
 * https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-device-code
 */
export function deviceCode(client: UserClient): DeviceCodeCredential {
  const user = userCredential('device-code', client);
  const pendingKey = storeKey('pending-device', {
    cloud: client.cloud.id,
    tenant: client.tenant,
    client: client.clientId,
    account: client.account,
    flow: 'device-code',
  });
  const wait = client.sleep ?? sleepFor;

  const start = async (options: Omit<DeviceCodeSignInOptions, 'prompt'>): Promise<Pending> => {
    const audience = options.audience ?? 'xdr';
    const scope = `${scopeOf(client.cloud, audience)} offline_access openid profile`;
    const claims = claimsParameter(options.claims);
    const form = { client_id: client.clientId, scope, claims };
    const answer = await postForm(client, 'devicecode', form, options.signal);
    const text = (...names: string[]): string =>
      names.map((name) => answer[name]).find((value) => typeof value === 'string') ?? '';
    const pending: Pending = {
      deviceCode: text('device_code'),
      userCode: text('user_code'),
      verificationUri: text('verification_uri', 'verification_url'),
      message: text('message'),
      expiresAt: client.now() + (seconds(answer['expires_in']) ?? 900) * 1000,
      interval: Math.max(1, seconds(answer['interval']) ?? DEFAULT_INTERVAL_S),
      audience,
      claims: options.claims,
    };
    if (pending.deviceCode === '' || pending.userCode === '') {
      throw new VedetteError('MDE_RESPONSE', 'Entra answered without a device code.');
    }
    await client.store.set(pendingKey, { value: pending, expiresAt: pending.expiresAt });
    return pending;
  };

  const redeem = async (pending: Pending, signal: AbortSignal | undefined): Promise<Account> => {
    try {
      return await exchange(pending, signal);
    } catch (error) {
      // After an abort the person may still finish in the browser, and `complete` pick it up.
      const over = nextStep(error) === 'stop' && !(isVedetteError(error) && error.code === 'MDE_ABORTED');
      if (over) await client.store.delete([pendingKey]);
      throw error;
    }
  };

  const exchange = async (pending: Pending, signal: AbortSignal | undefined): Promise<Account> => {
    const answer = await postForm(
      client,
      'token',
      {
        grant_type: GRANT,
        client_id: client.clientId,
        device_code: pending.deviceCode,
        scope: `${scopeOf(client.cloud, pending.audience)} offline_access openid profile`,
        claims: claimsParameter(pending.claims),
        client_info: '1',
      },
      signal,
    );
    const { host } = new URL(client.cloud.login);
    const account = await user.accept(readTokenAnswer(answer, client.now(), host), pending.audience);
    await client.store.delete([pendingKey]);
    return account;
  };

  const poll = async (pending: Pending, signal: AbortSignal | undefined): Promise<Account> => {
    let interval = pending.interval;
    for (;;) {
      throwIfAborted(signal);
      const left = pending.expiresAt - client.now();
      if (left <= 0) throw expired();
      await wait(Math.min(interval * 1000, left), signal);
      try {
        return await redeem(pending, signal);
      } catch (error) {
        const next = nextStep(error);
        if (next === 'stop') throw error;
        if (next === 'slower') interval += SLOW_DOWN_S;
      }
    }
  };

  return {
    ...user,
    get identity() {
      return user.identity;
    },
    start: async (options = {}) => promptOf(await start(options)),
    signIn: async ({ prompt, ...options }) => {
      const pending = await start(options);
      await prompt(promptOf(pending));
      return poll(pending, options.signal);
    },
    complete: async (options = {}) => {
      const pending = (await client.store.get(pendingKey))?.value as Pending | undefined;
      if (pending === undefined) {
        throw new VedetteError(
          'MDE_SIGN_IN_REQUIRED',
          'No sign-in has been started that could be completed.',
        );
      }
      if (pending.expiresAt <= client.now()) throw expired();
      return options.wait === true ? poll(pending, options.signal) : redeem(pending, options.signal);
    },
    drop: async (audience) => {
      await user.drop(audience);
      if (audience === undefined) await client.store.delete([pendingKey]);
    },
  };
}

function promptOf({ userCode, verificationUri, message, expiresAt, interval }: Pending): DeviceCodePrompt {
  return { userCode, verificationUri, message, expiresAt, interval };
}

function expired(): VedetteError {
  return new VedetteError('MDE_SIGN_IN_EXPIRED', 'The device code expired before the sign-in was finished.');
}

/** RFC 8628 section 3.5: also a connection that failed only means to ask less often. */
function nextStep(error: unknown): 'again' | 'slower' | 'stop' {
  if (!isVedetteError(error)) return 'stop';
  if (error.facts['error'] === 'authorization_pending') return 'again';
  if (error.facts['error'] === 'slow_down') return 'slower';
  return ['MDE_NETWORK', 'MDE_TIMEOUT', 'MDE_SERVICE', 'MDE_QUOTA'].includes(error.code) ? 'slower' : 'stop';
}
