import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startCloud, type Cloud } from '@vedette/testkit';
import { FAULTS } from '@vedette/simulator';
import { parseFault } from '../../src/core/faults.ts';
import { askToken, bearer, bySecret, codeOf, get, read, tokenFor, type Answer } from '../ask.ts';

let cloud: Cloud;
let token: string;
beforeAll(async () => {
  cloud = await startCloud({ incidents: 3, seed: 'faults' });
});
beforeEach(async () => {
  await cloud.admin('POST', '/_sim/reset');
  token = await tokenFor(cloud, 'https://graph.microsoft.com');
});
afterAll(() => cloud.stop());

function incidents(withToken = token): Promise<Answer> {
  return get(`${cloud.info.graph}/v1.0/security/incidents`, bearer(withToken));
}

function fault(name: string, params: object = {}): Promise<unknown> {
  return cloud.admin('POST', '/_sim/fault', { name, ...params });
}

async function xdr(): Promise<Answer> {
  return get(
    `${cloud.info.xdr}/api/incidents`,
    bearer(await tokenFor(cloud, 'https://api.security.microsoft.com')),
  );
}

it('the names are those that were agreed', () => {
  const agreed =
    `top-clamped tied-timestamps expand-fails incident-changes incident-merges empty-value empty-body
    null-fields nextlink-malformed nextlink-endless nextlink-absent throttle-bare throttle-date throttle-long
    throttle-body throttle-seconds token-revoked wrong-audience missing-role active-request disallowed-operation
    hunting-unknown-error hunting-timeout hunting-size-exceeded hunting-excessive-resources
    hunting-unexpected-error hunting-preempted hunting-cpu-exceeded hunting-costly hunting-lag hunting-boolean
    hunting-dynamic-object cloud-scope imds-slow imds-away device-pending device-slow-down device-declined
    device-expired password-changed unknown-enum connection-cut claims-challenge server-error proxy-html
    late-arrival clock-skew`.split(/\s+/);
  expect(FAULTS.map(({ name }) => name).toSorted()).toEqual(agreed.toSorted());
});

it('strikes after, times, and only where it is told to', async () => {
  await fault('server-error', { after: 1, times: 2, service: 'graph', path: '/v1.0/security/incidents' });
  const statuses = [];
  for (let call = 0; call < 4; call++) statuses.push((await incidents()).status);
  expect(statuses).toEqual([200, 503, 503, 200]);
  await fault('server-error', { service: 'graph', method: 'PATCH' });
  expect((await incidents()).status).toBe(200);
  await fault('server-error', { service: 'xdr' });
  expect((await incidents()).status).toBe(200);
  expect((await xdr()).status).toBe(503);
});

it('is switched off as it is switched on', async () => {
  await fault('server-error', { times: null });
  expect((await incidents()).status).toBe(503);
  await fault('server-error', { enabled: false });
  expect((await incidents()).status).toBe(200);
});

it('a hunting query fails on each of the three APIs without a word', async () => {
  await fault('hunting-unknown-error');
  const { graph, xdr: native, endpoint } = cloud.info;
  const calls = [
    `${graph}/v1.0/security/runHuntingQuery`,
    `${native}/api/advancedhunting/run`,
    `${endpoint}/api/advancedqueries/run`,
  ];
  for (const url of calls) {
    const answer = await read(await fetch(url, { method: 'POST', body: '{"Query":"DeviceInfo"}' }));
    expect(answer.status).toBe(500);
    expect(answer.body['error']).toMatchObject({ code: 'UnknownError', message: '' });
  }
  expect((await incidents()).status).toBe(200);
});

it('signing in goes on working unless a fault is meant for it', async () => {
  await fault('server-error', { times: null });
  const scope = 'https://graph.microsoft.com/.default';
  expect((await askToken(cloud, bySecret(cloud, scope))).status).toBe(200);
  await fault('throttle-seconds', { service: 'login', seconds: 7 });
  const answer = await askToken(cloud, bySecret(cloud, scope));
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
  expect(answer.body).toMatchObject({ error: 'temporarily_unavailable', error_codes: [90055] });
});

it('a 429 says how long to wait in each of the reported forms', async () => {
  await cloud.admin('POST', '/_sim/clock', { set: '2026-05-01T10:00:00Z' });
  token = await tokenFor(cloud, 'https://graph.microsoft.com');
  const wait = async (name: string): Promise<string | null> => {
    await fault(name);
    const answer = await incidents();
    expect([name, answer.status]).toEqual([name, 429]);
    return answer.headers.get('retry-after');
  };
  expect(await wait('throttle-bare')).toBeNull();
  expect(await wait('throttle-seconds')).toBe('2');
  expect(await wait('throttle-date')).toBe('Fri, 01 May 2026 10:00:02 GMT');
  expect(Number(await wait('throttle-long'))).toBeGreaterThan(300);
  await fault('throttle-body', { seconds: 30 });
  const answer = await incidents();
  expect(answer.headers.get('retry-after')).toBeNull();
  expect(JSON.stringify(answer.body)).toContain('2026-05-01T10:00:30.000Z');
  expect(answer.headers.get('date')).toBe('Fri, 01 May 2026 10:00:00 GMT');
});

it('a revoked token stays revoked and a new one works, unless the secret was rotated as well', async () => {
  await fault('token-revoked');
  expect((await incidents()).status).toBe(401);
  expect((await incidents()).status).toBe(401);
  expect((await incidents(await tokenFor(cloud, 'https://graph.microsoft.com'))).status).toBe(200);
  await fault('token-revoked', { rotate: true });
  token = await tokenFor(cloud, 'https://graph.microsoft.com');
  expect((await incidents()).status).toBe(401);
  expect(codeOf(await askToken(cloud, bySecret(cloud, 'https://graph.microsoft.com/.default')))).toBe(
    7000222,
  );
});

it('a claims challenge is met by a token that was asked for with its claims', async () => {
  await fault('claims-challenge');
  const challenged = await incidents();
  expect(challenged.status).toBe(401);
  const header = challenged.headers.get('www-authenticate') ?? '';
  expect(header).toContain('error="insufficient_claims"');
  const claims = Buffer.from(/claims="([^"]+)"/.exec(header)?.[1] ?? '', 'base64').toString();
  const answer = await askToken(cloud, {
    ...bySecret(cloud, 'https://graph.microsoft.com/.default'),
    claims,
  });
  expect((await incidents(String(answer.body['access_token']))).status).toBe(200);
  expect((await incidents()).status).toBe(401);
});

it('a proxy answers with its page, a service fails with its own body', async () => {
  await fault('proxy-html', { times: 1 });
  const page = await incidents();
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  await fault('server-error', { status: 500, seconds: 3 });
  const failed = await incidents();
  expect([failed.status, failed.headers.get('retry-after')]).toEqual([500, '3']);
  expect(failed.body).toMatchObject({ error: { code: 'InternalServerError' } });
});

it('a connection is cut after half of the body', async () => {
  await fault('connection-cut');
  const response = await fetch(`${cloud.info.graph}/v1.0/security/incidents`, { headers: bearer(token) });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  expect((await incidents()).status).toBe(200);
});

it('wrong audience and missing role are two different refusals', async () => {
  await fault('missing-role', { times: 1 });
  const missing = await incidents();
  expect(missing.status).toBe(403);
  expect(JSON.stringify(missing.body)).toContain('API required roles: SecurityIncident.Read.All');
  await fault('wrong-audience', { times: 1 });
  expect((await incidents()).status).toBe(401);
  await fault('wrong-audience', { times: 1 });
  const native = await xdr();
  expect(native.status).toBe(403);
  expect(JSON.stringify(native.body)).toContain('audience');
});

it('an unknown fault is refused with the names there are', async () => {
  await expect(fault('n0-such-fault')).rejects.toThrow('throttle-date');
  await expect(fault('server-error', { times: -1 })).rejects.toThrow('whole numbers');
  expect(parseFault('throttle-date?times=2&service=xdr')).toEqual({
    name: 'throttle-date',
    params: { times: '2', service: 'xdr' },
  });
});

it('is listed while it is on, and off when it is cleared', async () => {
  await fault('server-error', { times: 3 });
  await incidents();
  const { active } = await cloud.admin<{ active: unknown[] }>('GET', '/_sim/fault');
  expect(active).toMatchObject([{ name: 'server-error', taken: 1, left: 2 }]);
  await cloud.admin('DELETE', '/_sim/fault');
  expect((await incidents()).status).toBe(200);
});
