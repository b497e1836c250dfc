import { createHash } from 'node:crypto';
import { startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCredential, memoryTokenStore } from '../../src/index.ts';
import type { Interactive, SignIn, TokenStore } from '../../src/index.ts';
import { browse, contextOf, journalOf, userOf } from './flow-table.ts';

let cloud: Cloud;

beforeAll(async () => {
  cloud = await startCloud();
});

afterAll(async () => cloud.stop());

beforeEach(async () => cloud.admin('DELETE', '/_sim/journal'));

type Code = Extract<Interactive, { kind: 'authorization-code' }>;

function open(
  redirectUri: string | undefined,
  store: TokenStore = memoryTokenStore(),
): { credential: SignIn; code: Code } {
  const credential = createCredential(
    { flow: 'authorization-code', clientId: cloud.info.publicClientId, redirectUri },
    contextOf(cloud, { store }),
  );
  if (credential.interactive?.kind !== 'authorization-code') throw new Error('not by code');
  return { credential, code: credential.interactive };
}

const PASTED = 'https://localhost/myapp';

describe('authorization code by the browser', () => {
  it('sends PKCE and a state, and comes back to a port of its own', async () => {
    let seen = new URLSearchParams();
    await open(undefined).code.signIn({
      show: async (url) => {
        seen = new URL(url).searchParams;
        await fetch(await browse(url, userOf(cloud, 'analyst')));
      },
    });
    expect(seen.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+$/);
    expect(seen.get('code_challenge_method')).toBe('S256');
    expect(seen.get('code_challenge')).toHaveLength(createHash('sha256').digest('base64url').length);
    expect(seen.get('scope')?.split(' ')).toContain('offline_access');
  });

  it('takes no answer with another state, and goes on waiting', async () => {
    const account = await open('http://localhost/callback').code.signIn({
      show: async (url) => {
        const redirect = new URL(await browse(url, userOf(cloud, 'analyst')));
        const forged = new URL(redirect);
        forged.searchParams.set('state', 'forged');
        expect((await fetch(forged)).status).toBe(400);
        expect((await fetch(new URL('/favicon.ico', redirect))).status).toBe(404);
        const page = await fetch(redirect);
        expect(page.status).toBe(200);
        expect(await page.text()).not.toContain(String(redirect.searchParams.get('code')));
      },
    });
    expect(account.username).toBe(userOf(cloud, 'analyst'));
  });

  it('says that the person declined', async () => {
    const declined = open(undefined).code.signIn({
      show: async (url) => {
        const body = new URLSearchParams({ action: 'cancel' });
        const back = await fetch(url, { method: 'POST', body, redirect: 'manual' });
        await fetch(String(back.headers.get('location')));
      },
    });
    await expect(declined).rejects.toMatchObject({
      code: 'MDE_SIGN_IN_DECLINED',
      serviceCode: 'AADSTS65004',
    });
  });

  it('ends in time when nobody comes back, and at once when it is stopped', async () => {
    const late = open(undefined).code.signIn({ show: () => {}, timeoutMs: 30 });
    await expect(late).rejects.toMatchObject({ code: 'MDE_SIGN_IN_EXPIRED' });
    const stop = new AbortController();
    const stopped = open(undefined).code.signIn({ show: () => stop.abort(), signal: stop.signal });
    await expect(stopped).rejects.toMatchObject({ code: 'MDE_ABORTED' });
  });

  it('refuses a redirect URI the browser cannot come back to', async () => {
    const refused = open(PASTED).code.signIn({ show: () => {} });
    await expect(refused).rejects.toMatchObject({ code: 'MDE_CONFIG' });
  });
});

describe('authorization code pasted', () => {
  it('takes the whole address, in another process than the one that gave the link', async () => {
    const store = memoryTokenStore();
    const url = await open(PASTED, store).code.loginUrl();
    const { credential, code } = open(PASTED, store);
    await code.redeem(`  "${await browse(url, userOf(cloud, 'analyst'))}" `);
    await expect(credential.token('endpoint')).resolves.toBeDefined();
  });

  it('takes the code alone', async () => {
    const { code } = open(PASTED);
    const address = new URL(await browse(await code.loginUrl(), userOf(cloud, 'analyst')));
    const account = await code.redeem(String(address.searchParams.get('code')));
    expect(account.username).toBe(userOf(cloud, 'analyst'));
  });

  it('says what to paste when session_state was pasted with the code', async () => {
    const { code } = open(PASTED);
    const address = new URL(await browse(await code.loginUrl(), userOf(cloud, 'analyst')));
    await cloud.admin('DELETE', '/_sim/journal');
    const whole = address.search.slice(1);
    const given = String(address.searchParams.get('code'));
    for (const piece of [
      whole,
      `${given}&session_state=1`,
      `code=${given}`,
      address.search,
      'https://',
      'http://[',
    ]) {
      await expect(code.redeem(piece)).rejects.toMatchObject({
        code: 'MDE_INPUT',
        advice: expect.stringContaining('session_state') as string,
      });
    }
    expect(await journalOf(cloud)).toEqual([]);
    await expect(code.redeem(given)).resolves.toBeDefined();
  });

  it('takes no address of another sign-in', async () => {
    const { code } = open(PASTED);
    const older = await browse(await code.loginUrl(), userOf(cloud, 'analyst'));
    await code.loginUrl();
    await expect(code.redeem(older)).rejects.toMatchObject({ code: 'MDE_INPUT' });
  });

  it('explains a code that was used before', async () => {
    const { code } = open(PASTED);
    const address = await browse(await code.loginUrl(), userOf(cloud, 'analyst'));
    await code.redeem(address);
    await expect(code.redeem(address)).rejects.toMatchObject({ code: 'MDE_SIGN_IN_REQUIRED' });
  });

  it('never sends a code a second time by itself', async () => {
    const { code } = open(PASTED);
    const address = await browse(await code.loginUrl(), userOf(cloud, 'analyst'));
    await cloud.admin('POST', '/_sim/fault', { name: 'server-error', service: 'login', times: 1 });
    await cloud.admin('DELETE', '/_sim/journal');
    await expect(code.redeem(address)).rejects.toMatchObject({ code: 'MDE_SERVICE' });
    expect(await journalOf(cloud)).toHaveLength(1);
  });
});
