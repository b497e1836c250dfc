import { readFile } from 'node:fs/promises';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { scratch, startCloud, type Cloud } from '@vedette/testkit';
import { startSimulator } from '@vedette/simulator';
import { askToken, bearer, bySecret, get, tokenFor } from '../ask.ts';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud({ incidents: 2, seed: 'core' });
});
beforeEach(() => cloud.admin('POST', '/_sim/reset'));
afterAll(() => cloud.stop());

interface JournalAnswer {
  readonly total: number;
  readonly entries: readonly Record<string, unknown>[];
}

it('gives every service a base URL of its own, over HTTP and over HTTPS', () => {
  const { https, ...info } = cloud.info;
  const names = ['login', 'graph', 'endpoint', 'xdr', 'imds', 'broker', 'admin'] as const;
  const urls = [...names.map((name) => info[name]), ...names.map((name) => https[name])];
  expect(new Set(urls.map((url) => new URL(url).port)).size).toBe(14);
  expect(Object.keys(https)).toEqual([...names]);
});

it('is trusted over TLS by whom trusts its authority, under each loopback name', async () => {
  const dispatcher = new Agent({ connect: { ca: await readFile(cloud.info.caFile, 'utf8') } });
  const path = '/common/discovery/v2.0/keys';
  for (const base of [cloud.info.https.login, cloud.info.https.login.replace('127.0.0.1', 'localhost')]) {
    const { statusCode, body } = await request(`${base}${path}`, { dispatcher });
    await body.dump();
    expect(statusCode).toBe(200);
  }
  await expect(fetch(`${cloud.info.https.login}${path}`)).rejects.toThrow('fetch failed');
  await dispatcher.close();
});

it('keeps its authority in the folder it is given, and listens on consecutive ports', async () => {
  const folder = scratch('simulator-folder');
  const first = await startSimulator({ folder });
  const ca = await readFile(first.info.caFile, 'utf8');
  await first.stop();
  const port = Number(new URL(first.info.login).port);
  const second = await startSimulator({ folder });
  expect(await readFile(second.info.caFile, 'utf8')).toBe(ca);
  expect(second.info.tenantId).toBe(first.info.tenantId);
  await second.stop();
  await expect(startSimulator({ folder, host: '0.0.0.0' })).rejects.toThrow(RangeError);
  await expect(startSimulator({ folder, faults: ['n0-such-fault'] })).rejects.toThrow(RangeError);
  await expect(startSimulator({ folder, clock: 'some day' })).rejects.toThrow(RangeError);
  await expect(get(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});

it('writes down every request, and no secret', async () => {
  const token = await tokenFor(cloud, 'https://graph.microsoft.com');
  await get(`${cloud.info.graph}/v1.0/security/incidents?$top=1`, {
    ...bearer(token),
    'user-agent': 'test/1',
  });
  await get(`${cloud.info.graph}/v1.0/n0-such-thing`, bearer(token));
  const journal = await cloud.admin<JournalAnswer>('GET', '/_sim/journal');
  expect(journal.total).toBe(3);
  expect(journal.entries).toMatchObject([
    { service: 'login', method: 'POST', status: 200, form: { grant_type: 'client_credentials' } },
    {
      service: 'graph',
      path: '/v1.0/security/incidents',
      query: { $top: '1' },
      status: 200,
      appid: cloud.info.clientId,
      bucket: 'graph-incidents',
      headers: { 'user-agent': 'test/1' },
    },
    { path: '/v1.0/n0-such-thing', status: 404 },
  ]);
  const text = JSON.stringify(journal);
  expect(text).not.toContain(token);
  expect(text).not.toContain(cloud.info.clientSecret);
  const later = await cloud.admin<JournalAnswer>('GET', '/_sim/journal?since=1&service=graph&limit=1');
  expect(later.entries.map(({ seq }) => seq)).toEqual([3]);
  await cloud.admin('DELETE', '/_sim/journal');
  expect((await cloud.admin<JournalAnswer>('GET', '/_sim/journal')).total).toBe(0);
});

it('enforces the published quota, and says when to come again in the form of that API', async () => {
  await cloud.admin('POST', '/_sim/clock', { set: '2026-05-01T10:00:00Z' });
  const xdr = bearer(await tokenFor(cloud, 'https://api.security.microsoft.com'));
  const endpoint = bearer(await tokenFor(cloud, 'https://api.securitycenter.microsoft.com'));
  const drain = async (url: string, headers: Record<string, string>, calls: number) => {
    for (let call = 0; call < calls; call++) expect((await get(url, headers)).status).toBe(200);
    return get(url, headers);
  };
  const native = await drain(`${cloud.info.xdr}/api/incidents?$top=1`, xdr, 50);
  expect(native.status).toBe(429);
  expect(native.headers.get('retry-after')).toBeNull();
  expect(JSON.stringify(native.body)).toContain('2026-05-01T10:01:00.000Z');
  const older = await drain(`${cloud.info.endpoint}/api/alerts?$top=1`, endpoint, 100);
  expect([older.status, older.headers.get('retry-after')]).toEqual([429, '60']);
  await cloud.admin('POST', '/_sim/clock', { advance: 60_000 });
  expect((await get(`${cloud.info.xdr}/api/incidents?$top=1`, xdr)).status).toBe(200);
});

it('quotas can be switched off', async () => {
  await cloud.admin('POST', '/_sim/quota', { enabled: false });
  const xdr = bearer(await tokenFor(cloud, 'https://api.security.microsoft.com'));
  for (let call = 0; call < 60; call++)
    expect((await get(`${cloud.info.xdr}/api/incidents?$top=1`, xdr)).status).toBe(200);
  await cloud.admin('POST', '/_sim/quota', { enabled: true });
});

it('the clock is held, moved and let go', async () => {
  const move = (body: object) => cloud.admin<{ now: string; held: boolean }>('POST', '/_sim/clock', body);
  expect(await move({ set: '2027-01-31T23:59:59Z' })).toEqual({
    now: '2027-01-31T23:59:59.000Z',
    held: true,
  });
  expect(await move({ advance: 1000 })).toEqual({ now: '2027-02-01T00:00:00.000Z', held: true });
  expect((await move({ run: true })).held).toBe(false);
  const { now } = await move({ advance: 24 * 3600 * 1000 });
  expect(now).toMatch(/^2027-02-02T00:00:0/);
  await expect(move({ set: 'some day' })).rejects.toThrow('Not a time');
  await move({ set: '2027-01-01T00:00:00Z' });
  expect((await move({ advance: '2h' })).now).toBe('2027-01-01T02:00:00.000Z');
  await expect(move({ advance: 'a bit' })).rejects.toThrow('milliseconds');
});

it('a seed brings applications, users and consents as well as records', async () => {
  const appId = '22222222-3333-4444-8555-666666666666';
  await cloud.admin('POST', '/_sim/seed', {
    apps: [{ appId, name: 'Seeded', addSecret: { value: 's3cr3t-of-the-seed' } }],
    consents: [{ appId, api: 'graph', roles: ['SecurityIncident.Read.All'] }],
    users: [{ username: 'seeded@vedette-sim.onmicrosoft.com', password: 's3cr3t-of-the-user' }],
  });
  const scope = 'https://graph.microsoft.com/.default';
  const answer = await askToken(cloud, {
    ...bySecret(cloud, scope),
    client_id: appId,
    client_secret: 's3cr3t-of-the-seed',
  });
  const token = String(answer.body['access_token']);
  expect((await get(`${cloud.info.graph}/v1.0/security/incidents`, bearer(token))).status).toBe(200);
  expect((await get(`${cloud.info.graph}/v1.0/security/alerts_v2`, bearer(token))).status).toBe(403);
  await expect(cloud.admin('POST', '/_sim/seed', { apps: 'all' })).rejects.toThrow('list of objects');
});

it('a reset puts everything back', async () => {
  const { clientId } = cloud.info;
  await cloud.admin('POST', '/_sim/apps', { appId: clientId, enabled: false });
  await cloud.admin('POST', '/_sim/users', {
    username: 'new@vedette-sim.onmicrosoft.com',
    password: 's3cr3t-new',
  });
  await cloud.admin('POST', '/_sim/fault', { name: 'proxy-html' });
  await cloud.admin('POST', '/_sim/clock', { set: '2020-01-01T00:00:00Z' });
  await cloud.admin('POST', '/_sim/reset');
  expect((await askToken(cloud, bySecret(cloud, 'https://graph.microsoft.com/.default'))).status).toBe(200);
  const state = await cloud.admin<{
    clock: { held: boolean };
    faults: unknown[];
    identity: { users: unknown[] };
  }>('GET', '/_sim/state');
  expect([state.clock.held, state.faults.length, state.identity.users.length]).toEqual([
    false,
    0,
    cloud.info.users.length,
  ]);
});

it('answers its levers over HTTP as well, and refuses what makes no sense', async () => {
  const post = async (path: string, body: string): Promise<number> =>
    (await fetch(`${cloud.info.admin}${path}`, { method: 'POST', body })).status;
  expect(await post('/_sim/clock', '{"advance":5}')).toBe(200);
  expect(await post('/_sim/clock', '[]')).toBe(400);
  expect(await post('/_sim/clock', '{')).toBe(400);
  expect(await post('/_sim/apps', '{"kind":"other"}')).toBe(400);
  expect(await post('/_sim/consent', '{"appId":"x","api":"graph"}')).toBe(400);
  expect(await post('/_sim/users', '{"username":"x"}')).toBe(400);
  expect(await post('/_sim/device', '{"userCode":"x","username":"y"}')).toBe(400);
  expect(await post('/_sim/seed', '{}')).toBe(400);
  expect(await post('/_sim/seed', '{"load":["no such file.json"]}')).toBe(400);
  expect(await post('/_sim/n0', '{}')).toBe(404);
  expect((await get(`${cloud.info.admin}/_sim/n0`)).body['error']).toMatchObject({ code: 'NotFound' });
});

it('refuses a body beyond its bound and a path that is not well encoded', async () => {
  const { statusCode, body } = await request(`${cloud.info.graph}/v1.0/security/incidents`, {
    method: 'POST',
    body: Buffer.alloc(33 * 1024 * 1024),
  });
  await body.dump();
  expect(statusCode).toBe(413);
  const answer = await get(`${cloud.info.graph}/v1.0/security/incidents/%zz`);
  expect(answer.status).toBe(400);
});
