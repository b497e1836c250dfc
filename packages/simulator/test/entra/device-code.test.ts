import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startCloud, type Cloud } from '@vedette/testkit';
import { askToken, claimsOf, codeOf, get, postForm, type Answer } from '../ask.ts';

const CORTEX = '9093c354-630a-47f1-b087-6768eb9427e6';
const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const SCOPE = 'offline_access https://security.microsoft.com/mtp/.default';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud();
});
beforeEach(() => cloud.admin('POST', '/_sim/reset'));
afterAll(() => cloud.stop());

interface Started {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly message: string;
}

async function start(change: Record<string, string> = {}): Promise<Started> {
  const { body } = await postForm(`${cloud.info.login}/organizations/oauth2/v2.0/devicecode`, {
    client_id: CORTEX,
    scope: SCOPE,
    ...change,
  });
  return body as unknown as Started;
}

function poll(fields: Record<string, string>): Promise<Answer> {
  return askToken(cloud, { grant_type: GRANT, client_id: CORTEX, ...fields }, { tenant: 'organizations' });
}

function settle(
  userCode: string,
  answer: object = { username: cloud.info.users[0]?.username },
): Promise<unknown> {
  return cloud.admin('POST', '/_sim/device', { userCode, ...answer });
}

it('goes from pending to tokens, with no scope and the field named code, as Cortex XSOAR asks', async () => {
  const started = await start();
  expect(started).toMatchObject({ expires_in: 900, interval: 5 });
  expect(/(?<url>https?:\/\/\S+)/.exec(started.message)?.[0]).toBe(started.verification_uri);
  const pending = await poll({ code: started.device_code });
  expect([pending.status, pending.body['error'], codeOf(pending)]).toEqual([
    400,
    'authorization_pending',
    70016,
  ]);
  await settle(started.user_code);
  const answer = await poll({ code: started.device_code });
  expect(answer.status).toBe(200);
  expect(claimsOf(answer)).toMatchObject({ aud: 'https://security.microsoft.com/mtp', appid: CORTEX });
  const refreshed = await askToken(
    cloud,
    { grant_type: 'refresh_token', client_id: CORTEX, refresh_token: String(answer.body['refresh_token']) },
    { tenant: 'organizations' },
  );
  expect(claimsOf(refreshed).aud).toBe('https://security.microsoft.com/mtp');
  expect(codeOf(await poll({ code: started.device_code }))).toBe(70000);
});

it('asks a hasty client to slow down, but not while the clock is held', async () => {
  const { device_code } = await start();
  expect((await poll({ device_code })).body['error']).toBe('authorization_pending');
  expect((await poll({ device_code })).body['error']).toBe('slow_down');
  await cloud.admin('POST', '/_sim/clock', { advance: 5000 });
  expect((await poll({ device_code })).body['error']).toBe('authorization_pending');
  await cloud.admin('POST', '/_sim/clock', { set: '2026-05-01T00:00:00Z' });
  const held = await start();
  for (let count = 0; count < 3; count++)
    expect((await poll({ device_code: held.device_code })).body['error']).toBe('authorization_pending');
});

it('tells declined, expired and unknown codes apart', async () => {
  const declined = await start();
  await settle(declined.user_code, { decline: true });
  expect((await poll({ device_code: declined.device_code })).body['error']).toBe('authorization_declined');
  const expired = await start();
  await cloud.admin('POST', '/_sim/clock', { advance: 901_000 });
  const late = await poll({ device_code: expired.device_code });
  expect([late.body['error'], codeOf(late)]).toEqual(['expired_token', 70019]);
  const unknown = await poll({ device_code: 'n0-such-code' });
  expect([unknown.body['error'], codeOf(unknown)]).toEqual(['bad_verification_code', 70018]);
});

it.each([
  ['device-pending', 'authorization_pending'],
  ['device-slow-down', 'slow_down'],
  ['device-declined', 'authorization_declined'],
  ['device-expired', 'expired_token'],
])('the fault %s answers %s', async (name, error) => {
  const { device_code, user_code } = await start();
  await settle(user_code);
  await cloud.admin('POST', '/_sim/fault', { name, times: 1 });
  expect((await poll({ device_code })).body['error']).toBe(error);
  expect((await poll({ device_code })).status).toBe(200);
});

it('a confidential application needs its secret unless public flows are allowed', async () => {
  const { clientId, clientSecret } = cloud.info;
  const { device_code, user_code } = await start({ client_id: clientId });
  await settle(user_code);
  expect(codeOf(await poll({ device_code, client_id: clientId }))).toBe(7000218);
  const answer = await poll({ device_code, client_id: clientId, client_secret: clientSecret });
  expect(claimsOf(answer)['appidacr']).toBe('1');
});

it('the older address speaks of verification_url and writes numbers as text', async () => {
  const { body } = await postForm(`${cloud.info.login}/common/oauth2/devicecode`, {
    client_id: CORTEX,
    resource: 'https://api.security.microsoft.com',
  });
  expect(body).toMatchObject({ expires_in: '900', interval: '5' });
  expect(body['verification_url']).toBe(`${cloud.info.login}/devicelogin`);
});

it('a person types the code on the page', async () => {
  const { user_code, device_code, verification_uri } = await start();
  expect((await get(verification_uri)).body['text']).toContain('Enter code');
  const [user] = cloud.info.users;
  const fields = { user_code: user_code.toLowerCase(), username: user?.username ?? '' };
  const wrong = await postForm(verification_uri, { ...fields, password: 's3cr3t-wrong' });
  expect(wrong.body['text']).toContain('AADSTS50126');
  await postForm(verification_uri, { ...fields, password: user?.password ?? '' });
  expect((await poll({ device_code })).status).toBe(200);
  const other = await start();
  await postForm(verification_uri, { user_code: other.user_code, action: 'decline' });
  expect((await poll({ device_code: other.device_code })).body['error']).toBe('authorization_declined');
});

it('is answered on the page with the names that the fields have in the cloud', async () => {
  const started = await start();
  const [user] = cloud.info.users;
  const page = await postForm(started.verification_uri, {
    otc: started.user_code,
    login: user?.username ?? '',
    passwd: user?.password ?? '',
  });
  expect(page.status).toBe(200);
  expect((await poll({ device_code: started.device_code })).status).toBe(200);
});
