import { readFile, stat } from 'node:fs/promises';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startCloud, type Cloud } from '@vedette/testkit';
import { get, type Answer } from '../ask.ts';

interface Places {
  readonly appService: { readonly endpoint: string; readonly identityHeader: string };
  readonly arc: { readonly endpoint: string; readonly keyFolder: string };
  readonly identity: { readonly apps: readonly { appId: string; objectId: string; resourceId?: string }[] };
}

let cloud: Cloud;
let places: Places;
beforeAll(async () => {
  cloud = await startCloud();
  places = await cloud.admin<Places>('GET', '/_sim/state');
});
beforeEach(() => cloud.admin('POST', '/_sim/reset'));
afterAll(() => cloud.stop());

const RESOURCE = 'https://api.securitycenter.microsoft.com';

function imds(
  change: Record<string, string> = {},
  headers: Record<string, string> = { Metadata: 'true' },
): Promise<Answer> {
  const query = new URLSearchParams({ 'api-version': '2018-02-01', resource: RESOURCE, ...change });
  return get(`${cloud.info.imds}/metadata/identity/oauth2/token?${query.toString()}`, headers);
}

function appid(answer: Answer): unknown {
  return decodeJwt(String(answer.body['access_token']))['appid'];
}

it('a virtual machine gets a token, its numbers written as text', async () => {
  const answer = await imds();
  expect(answer.body).toMatchObject({
    expires_in: '3599',
    refresh_token: '',
    resource: RESOURCE,
    token_type: 'Bearer',
  });
  expect(Number(answer.body['expires_on']) - Number(answer.body['not_before'])).toBe(3599);
  const claims = decodeJwt(String(answer.body['access_token']));
  expect(claims).toMatchObject({ aud: RESOURCE, idtyp: 'app', appid: answer.body['client_id'] });
  expect(claims['roles']).toContain('Machine.Read.All');
});

it('a user-assigned identity is named by client id, object id or resource id', async () => {
  const { userAssignedClientId } = cloud.info;
  const app = places.identity.apps.find(({ appId }) => appId === userAssignedClientId);
  const names: Record<string, string>[] = [
    { client_id: userAssignedClientId },
    { object_id: app?.objectId ?? '' },
    { msi_res_id: app?.resourceId ?? '' },
    { mi_res_id: app?.resourceId?.toUpperCase() ?? '' },
  ];
  for (const name of names) expect(appid(await imds(name))).toBe(userAssignedClientId);
  expect(appid(await imds())).not.toBe(userAssignedClientId);
});

it.each<[Record<string, string>, Record<string, string>, string]>([
  [{}, {}, 'bad_request_102'],
  [{}, { Metadata: 'true', 'X-Forwarded-For': '10.0.0.1' }, 'bad_request_102'],
  [{ resource: '' }, { Metadata: 'true' }, 'invalid_request'],
  [{ 'api-version': '1999-01-01' }, { Metadata: 'true' }, 'invalid_request'],
  [{ client_id: '11111111-2222-4333-8444-555555555555' }, { Metadata: 'true' }, 'invalid_request'],
  [{ resource: 'https://nowhere.example' }, { Metadata: 'true' }, 'invalid_resource'],
])('refuses %o with headers %o: %s', async (change, headers, error) => {
  const answer = await imds(change, headers);
  expect([answer.status, answer.body['error']]).toEqual([400, error]);
  expect(answer.body['error_description']).toBeTypeOf('string');
});

it('App Service wants its header and speaks two versions', async () => {
  const { endpoint, identityHeader } = places.appService;
  const ask = (version: string, headers: Record<string, string>, more = '') =>
    get(`${endpoint}?api-version=${version}&resource=${encodeURIComponent(RESOURCE)}${more}`, headers);
  const now = await ask(
    '2019-08-01',
    { 'X-IDENTITY-HEADER': identityHeader },
    `&client_id=${cloud.info.userAssignedClientId}`,
  );
  expect(now.body['expires_on']).toMatch(/^\d{10}$/);
  expect(appid(now)).toBe(cloud.info.userAssignedClientId);
  const old = await ask(
    '2017-09-01',
    { secret: identityHeader },
    `&clientid=${cloud.info.userAssignedClientId}`,
  );
  expect(old.body['expires_on']).toMatch(/^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d [AP]M \+00:00$/);
  expect(appid(old)).toBe(cloud.info.userAssignedClientId);
  expect((await ask('2019-08-01', {})).status).toBe(401);
  expect((await ask('2019-08-01', { 'X-IDENTITY-HEADER': 's3cr3t-wrong' })).status).toBe(401);
  expect((await ask('2001-01-01', { 'X-IDENTITY-HEADER': identityHeader })).status).toBe(400);
});

it('Azure Arc has its caller read a key file, once', async () => {
  const url = `${places.arc.endpoint}?api-version=2020-06-01&resource=${encodeURIComponent(RESOURCE)}`;
  const challenge = await get(url, { Metadata: 'true' });
  expect(challenge.status).toBe(401);
  const file = /^Basic realm=(.+\.key)$/.exec(challenge.headers.get('www-authenticate') ?? '')?.[1] ?? '';
  expect(file.startsWith(places.arc.keyFolder)).toBe(true);
  const key = await readFile(file, 'utf8');
  const answer = await get(url, { Metadata: 'true', Authorization: `Basic ${key}` });
  expect(answer.status).toBe(200);
  await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  expect((await get(url, { Metadata: 'true', Authorization: `Basic ${key}` })).status).toBe(401);
  expect((await get(url)).status).toBe(400);
});

it('can be slow, and away for a while', async () => {
  await cloud.admin('POST', '/_sim/fault', { name: 'imds-slow', ms: 150, times: 1 });
  const before = performance.now();
  expect((await imds()).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThan(140);
  for (const status of [404, 410, 429, 500]) {
    await cloud.admin('POST', '/_sim/fault', { name: 'imds-away', status, times: 1 });
    expect((await imds()).status).toBe(status);
    expect((await imds()).status).toBe(200);
  }
  await cloud.admin('POST', '/_sim/fault', { name: 'imds-away', status: 0, times: 1 });
  await expect(imds()).rejects.toThrow('fetch failed');
  expect((await imds()).status).toBe(200);
});
