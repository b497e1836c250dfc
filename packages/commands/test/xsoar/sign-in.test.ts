import { isVedetteError } from '@vedette/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProfileAuth } from '../../src/profile/profile.ts';
import { openWarRoom, type WarRoom } from './setup.ts';

let room: WarRoom;
beforeAll(async () => {
  room = await openWarRoom({ incidents: 5 });
});
afterAll(() => room[Symbol.asyncDispose]());

async function failure(line: string, auth?: ProfileAuth): Promise<{ code: string; text: string }> {
  try {
    await room.run(line, auth === undefined ? {} : { auth });
  } catch (error) {
    if (isVedetteError(error)) return { code: error.code, text: `${error.message} ${error.advice}` };
    throw error;
  }
  throw new Error(`"${line}" was accepted`);
}

describe('signing in by device code, in the steps of the integration', () => {
  it('starts, waits, completes, tests and resets', async () => {
    const auth: ProfileAuth = { flow: 'device-code', clientId: room.cloud.info.publicClientId };
    const test = '!microsoft-365-defender-auth-test';
    const complete = '!microsoft-365-defender-auth-complete';
    const before = await failure(test, auth);
    expect(before.code).toBe('MDE_SIGN_IN_REQUIRED');
    expect(before.text).toContain('!microsoft-365-defender-auth-start');
    expect((await failure(complete, auth)).text).toContain('!microsoft-365-defender-auth-start');

    const start = await room.run('!microsoft-365-defender-auth-start', { auth });
    const { userCode, verificationUri } = start.raw as { userCode: string; verificationUri: string };
    expect(start.outputs).toEqual({});
    expect(start.readable).toContain(userCode);
    expect(start.readable).toContain(verificationUri);
    expect(start.readable).toContain('!microsoft-365-defender-auth-complete');

    const pending = await failure(complete, auth);
    expect(pending.code).toBe('MDE_SIGN_IN_REQUIRED');
    expect(pending.text).toMatch(/not finished in the browser.*again/);

    const [user] = room.cloud.info.users;
    await room.cloud.admin('POST', '/_sim/device', { userCode, username: user?.username });
    expect((await room.run(complete, { auth })).readable).toContain(user?.username);
    const requests = await room.seen(async () => {
      expect((await room.run(test, { auth })).readable).toMatch(/^Success/);
    });
    expect(requests).toEqual([]);
    const { raw } = await room.run('!microsoft-365-defender-incidents-list limit=1', { auth });
    expect(raw).toHaveLength(1);

    await room.run('!microsoft-365-defender-auth-reset', { auth, dryRun: true });
    expect((await room.run(test, { auth })).readable).toMatch(/^Success/);
    expect((await room.run('!microsoft-365-defender-auth-reset', { auth })).readable).toContain('forgotten');
    expect((await failure(test, auth)).code).toBe('MDE_SIGN_IN_REQUIRED');
  });

  it('cannot be begun with a profile without a person, for which completing is getting a token', async () => {
    expect((await room.run('!microsoft-365-defender-auth-complete')).readable).toContain('has a token');
    expect((await failure('!microsoft-365-defender-auth-start')).text).toMatch(/client-secret.*auth-test/);
  });
});

describe('the sign-in commands of the Graph integration', () => {
  it('test that alerts can be read', async () => {
    expect((await room.run('!msg-auth-test')).readable).toMatch(/^Success/);
    expect(room.notes.join()).toContain('eDiscovery');
    expect((await failure('!msg-auth-test permission_type=ediscovery')).code).toBe('MDE_INPUT');
  });

  it('forget the tokens, after which new ones are asked for', async () => {
    await room.run('!ms-graph-security-auth-reset');
    await room.cloud.admin('DELETE', '/_sim/journal');
    await room.run('!msg-auth-test permission_type=alerts');
    const { entries } = await room.cloud.admin<{ entries: { path: string }[] }>('GET', '/_sim/journal');
    expect(entries.filter(({ path }) => path.endsWith('/token'))).toHaveLength(1);
  });

  it('print the address to sign in at', async () => {
    const auth: ProfileAuth = { flow: 'authorization-code', clientId: room.cloud.info.publicClientId };
    const { readable, raw } = await room.run('!msg-generate-login-url', { auth });
    const url = new URL((raw as { url: string }).url);
    expect(readable).toContain(url.href);
    expect(url.pathname).toMatch(/\/oauth2\/v2\.0\/authorize$/);
    expect(url.searchParams.get('response_type')).toBe('code');
    expect(url.searchParams.get('scope')).toContain('offline_access');
    expect((await failure('!msg-generate-login-url')).text).toContain('authorization-code');
  });
});
