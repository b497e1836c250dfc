import { startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CORTEX_XDR_APP, createCredential, decodeToken, memoryTokenStore } from '../../src/index.ts';
import type { CredentialContext, DeviceCodePrompt, Interactive, SignIn } from '../../src/index.ts';
import { contextOf, journalOf, userOf } from './flow-table.ts';

let cloud: Cloud;

beforeAll(async () => {
  cloud = await startCloud();
});

afterAll(async () => cloud.stop());

beforeEach(async () => {
  await cloud.admin('DELETE', '/_sim/fault');
  await cloud.admin('DELETE', '/_sim/journal');
});

type DeviceCode = Extract<Interactive, { kind: 'device-code' }>;

function open(change: Partial<CredentialContext> = {}): { credential: SignIn; device: DeviceCode } {
  const credential = createCredential({ flow: 'device-code' }, contextOf(cloud, { tenant: '', ...change }));
  if (credential.interactive?.kind !== 'device-code') throw new Error('not by device code');
  return { credential, device: credential.interactive };
}

async function approve({ userCode }: DeviceCodePrompt): Promise<void> {
  await cloud.admin('POST', '/_sim/device', { userCode, username: userOf(cloud, 'analyst') });
}

async function decline({ userCode }: DeviceCodePrompt): Promise<void> {
  await cloud.admin('POST', '/_sim/device', { userCode, decline: true });
}

describe('device code', () => {
  it('signs in with the Cortex XSOAR application at organizations when none is named', async () => {
    const { credential, device } = open();
    const account = await device.signIn({ prompt: approve });
    expect(account.username).toBe(userOf(cloud, 'analyst'));
    expect(await credential.account()).toEqual(account);
    const decoded = decodeToken((await credential.token('xdr')).token);
    expect(decoded).toMatchObject({ client: CORTEX_XDR_APP, subject: 'user' });
    const [first] = await journalOf(cloud);
    expect(first).toMatchObject({ path: '/organizations/oauth2/v2.0/devicecode' });
    expect(first?.form).toMatchObject({ client_id: CORTEX_XDR_APP });
  });

  it('uses the token that came with the sign-in before it refreshes', async () => {
    const { credential, device } = open();
    await device.signIn({ prompt: approve, audience: 'graph' });
    await cloud.admin('DELETE', '/_sim/journal');
    await credential.token('graph');
    expect(await journalOf(cloud)).toEqual([]);
    await credential.token('xdr');
    expect((await journalOf(cloud)).map(({ form }) => form?.['grant_type'])).toEqual(['refresh_token']);
  });

  it('waits the interval between two polls, and five seconds more after slow_down', async () => {
    await cloud.admin('POST', '/_sim/fault', { name: 'device-slow-down', times: 2, after: 1 });
    const waits: number[] = [];
    let prompted: DeviceCodePrompt | undefined;
    const { device } = open({
      sleep: async (ms) => {
        waits.push(ms);
        if (waits.length === 4 && prompted !== undefined) await approve(prompted);
      },
    });
    await cloud.admin('POST', '/_sim/fault', { name: 'device-pending', times: 1 });
    await device.signIn({ prompt: (prompt) => void (prompted = prompt) });
    const [first = 0, ...rest] = waits;
    expect(first).toBe((prompted?.interval ?? 0) * 1000);
    expect(rest).toEqual([first, first + 5000, first + 10_000].slice(0, rest.length));
    expect(rest).toHaveLength(3);
  });

  it('says that it was declined, and forgets the code', async () => {
    const { device } = open();
    const declined = device.signIn({ prompt: decline });
    await expect(declined).rejects.toMatchObject({ code: 'MDE_SIGN_IN_DECLINED' });
    await expect(device.complete()).rejects.toMatchObject({ code: 'MDE_SIGN_IN_REQUIRED' });
  });

  it('says that the code expired, by the word of Entra and by the clock', async () => {
    await cloud.admin('POST', '/_sim/fault', { name: 'device-expired', times: 1 });
    const expired = open().device.signIn({ prompt: () => {} });
    await expect(expired).rejects.toMatchObject({ code: 'MDE_SIGN_IN_EXPIRED' });

    let now = Date.now();
    const { device } = open({ now: () => now, sleep: async (ms) => void (now += ms) });
    await cloud.admin('POST', '/_sim/fault', { name: 'device-pending' });
    const late = device.signIn({ prompt: () => {} });
    await expect(late).rejects.toMatchObject({ code: 'MDE_SIGN_IN_EXPIRED' });
  });

  it('ends at once when it is stopped while it waits', async () => {
    const stop = new AbortController();
    const { device } = open({ sleep: undefined });
    const stopped = device.signIn({
      signal: stop.signal,
      prompt: () => void setImmediate(() => stop.abort()),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'MDE_ABORTED' });
  });

  it('asks less often, and goes on, when the service fails in between', async () => {
    const waits: number[] = [];
    const { device } = open({ sleep: async (ms) => void waits.push(ms) });
    const signIn = device.signIn({
      prompt: async (prompt) => {
        await cloud.admin('POST', '/_sim/fault', { name: 'server-error', service: 'login', times: 1 });
        await approve(prompt);
      },
    });
    await expect(signIn).resolves.toBeDefined();
    const [first = 0, second = 0] = waits;
    expect(second).toBe(first + 5000);
  });

  it('can be begun by one command and completed by another', async () => {
    const store = memoryTokenStore();
    const prompt = await open({ store }).device.start();
    const { credential, device } = open({ store });
    await expect(device.complete()).rejects.toMatchObject({
      code: 'MDE_SIGN_IN_REQUIRED',
      facts: { error: 'authorization_pending' },
    });
    await approve(prompt);
    await device.complete();
    await expect(credential.token('xdr')).resolves.toBeDefined();
    await expect(device.complete()).rejects.toMatchObject({ code: 'MDE_SIGN_IN_REQUIRED' });
  });

  it('never asks a person when only a token is wanted', async () => {
    await expect(open().credential.token('xdr')).rejects.toMatchObject({ code: 'MDE_SIGN_IN_REQUIRED' });
    expect(await journalOf(cloud)).toEqual([]);
  });

  it('gives nobody the tokens of whoever was signed in before', async () => {
    const { credential, device } = open();
    await device.signIn({ prompt: approve });
    const before = await credential.token('graph');
    await device.signIn({
      prompt: async ({ userCode }) => {
        await cloud.admin('POST', '/_sim/device', { userCode, username: userOf(cloud, 'reader') });
      },
    });
    const after = await credential.token('graph');
    expect(after.token).not.toBe(before.token);
    expect(decodeToken(after.token)?.user).toBe(userOf(cloud, 'reader'));
  });

  it('signs out for good', async () => {
    const { credential, device } = open();
    await device.signIn({ prompt: approve });
    await credential.token('graph');
    await credential.drop();
    await expect(credential.token('graph')).rejects.toMatchObject({ code: 'MDE_SIGN_IN_REQUIRED' });
  });
});

describe('the refresh token of a person', () => {
  it('is replaced by the one that comes with each refresh', async () => {
    const store = memoryTokenStore();
    const { credential, device } = open({ store });
    await device.signIn({ prompt: approve });
    await credential.token('graph');
    // A second process finds the newest one in the store.
    await expect(open({ store }).credential.token('endpoint', { force: true })).resolves.toBeDefined();
    await expect(credential.token('graph', { force: true })).resolves.toBeDefined();
  });

  it('asks for a new sign-in when the password was changed', async () => {
    const { credential, device } = open();
    await device.signIn({ prompt: approve });
    await cloud.admin('POST', '/_sim/users', { username: userOf(cloud, 'analyst'), revoke: true });
    await expect(credential.token('graph')).rejects.toMatchObject({
      code: 'MDE_SIGN_IN_REQUIRED',
      advice: expect.stringContaining('vedette login') as string,
    });
  });
});
