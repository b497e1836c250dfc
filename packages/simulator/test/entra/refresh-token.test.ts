import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startCloud, type Cloud } from '@vedette/testkit';
import { askToken, claimsOf, codeOf, type Answer } from '../ask.ts';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud();
});
beforeEach(() => cloud.admin('POST', '/_sim/reset'));
afterAll(() => cloud.stop());

const SCOPE = 'offline_access https://graph.microsoft.com/.default';

function user(name: string): { username: string; password: string } {
  const found = cloud.info.users.find(({ username }) => username.startsWith(`${name}@`));
  if (found === undefined) throw new Error(`no user ${name}`);
  return found;
}

function signIn(name: string, change: Record<string, string> = {}): Promise<Answer> {
  const { username, password } = user(name);
  const fields = { grant_type: 'password', client_id: cloud.info.publicClientId, scope: SCOPE };
  return askToken(cloud, { ...fields, username, password, ...change });
}

function refresh(answer: Answer, change: Record<string, string> = {}): Promise<Answer> {
  return askToken(cloud, {
    grant_type: 'refresh_token',
    client_id: cloud.info.publicClientId,
    refresh_token: String(answer.body['refresh_token']),
    ...change,
  });
}

it('every refresh gives a new refresh token; the older one goes on working', async () => {
  const first = await signIn('analyst');
  const second = await refresh(first);
  const third = await refresh(second);
  const tokens = [first, second, third].map(({ body }) => body['refresh_token']);
  expect(new Set(tokens).size).toBe(3);
  expect((await refresh(first)).status).toBe(200);
});

it('one refresh token serves every API the application has consent for', async () => {
  const first = await signIn('analyst');
  const endpoint = await refresh(first, { scope: 'https://api.securitycenter.microsoft.com/.default' });
  expect(claimsOf(endpoint)['scp']).toContain('Machine.Isolate');
  await cloud.admin('POST', '/_sim/consent', { appId: cloud.info.publicClientId, api: 'xdr', revoke: true });
  const xdr = await refresh(first, { scope: 'https://api.security.microsoft.com/.default' });
  expect([codeOf(xdr), xdr.body['suberror']]).toEqual([65001, 'consent_required']);
});

it('a changed password, a revocation and the fault make it worthless: 50173', async () => {
  const first = await signIn('analyst');
  await cloud.admin('POST', '/_sim/fault', { name: 'password-changed', times: 1 });
  expect(codeOf(await refresh(first))).toBe(50173);
  expect((await refresh(first)).status).toBe(200);
  await cloud.admin('POST', '/_sim/users', {
    username: user('analyst').username,
    password: 's3cr3t-new-one',
  });
  const refused = await refresh(first);
  expect([codeOf(refused), refused.body['error']]).toEqual([50173, 'invalid_grant']);
  const again = await signIn('analyst', { password: 's3cr3t-new-one' });
  await cloud.admin('POST', '/_sim/users', { username: user('analyst').username, revoke: true });
  expect(codeOf(await refresh(again))).toBe(50173);
});

it('says why else it is refused', async () => {
  const first = await signIn('analyst');
  expect(codeOf(await refresh(first, { refresh_token: 'n0-such-token' }))).toBe(70000);
  expect(codeOf(await refresh(first, { refresh_token: '' }))).toBe(900144);
  expect(codeOf(await refresh(first, { client_id: '9093c354-630a-47f1-b087-6768eb9427e6' }))).toBe(700005);
  const { username } = user('analyst');
  await cloud.admin('POST', '/_sim/users', { username, mfaRequired: true });
  expect([codeOf(await refresh(first)), (await refresh(first)).body['error']]).toEqual([
    50076,
    'interaction_required',
  ]);
  await cloud.admin('POST', '/_sim/users', { username, mfaRequired: false, blocked: true });
  expect(codeOf(await refresh(first))).toBe(53003);
  await cloud.admin('POST', '/_sim/users', { username, blocked: false, enabled: false });
  expect(codeOf(await refresh(first))).toBe(50057);
  await cloud.admin('POST', '/_sim/users', { username, enabled: true });
  await cloud.admin('POST', '/_sim/clock', { advance: 91 * 24 * 3600 * 1000 });
  expect(codeOf(await refresh(first))).toBe(700082);
});

it.each([
  ['analyst', { password: 's3cr3t-wrong' }, 50126],
  ['analyst', { username: 'nobody@nowhere.example' }, 50034],
  ['expired', {}, 50055],
  ['disabled', {}, 50057],
  ['mfa', {}, 50076],
  ['blocked', {}, 53003],
])('a sign-in by password of %s with %o: AADSTS%i', async (name, change, code) => {
  expect(codeOf(await signIn(name, change))).toBe(code);
});
