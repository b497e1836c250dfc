import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startCloud, type Cloud } from '@vedette/testkit';
import { askToken, bearer, get, tokenFor, type Answer } from '../ask.ts';

let cloud: Cloud;
let other: Cloud;
beforeAll(async () => {
  [cloud, other] = await Promise.all([startCloud({ incidents: 2, seed: 'bearer' }), startCloud()]);
});
beforeEach(() => cloud.admin('POST', '/_sim/reset'));
afterAll(() => Promise.all([cloud.stop(), other.stop()]));

function graph(headers: Record<string, string>): Promise<Answer> {
  return get(`${cloud.info.graph}/v1.0/security/incidents`, headers);
}

it('Graph names the trouble in its own words', async () => {
  const missing = await graph({ 'client-request-id': 'c0rrelation' });
  expect(missing.status).toBe(401);
  expect(missing.body).toMatchObject({
    error: { code: 'InvalidAuthenticationToken', innerError: { 'client-request-id': 'c0rrelation' } },
  });
  expect(missing.headers.get('request-id')).toBe(
    (missing.body['error'] as { innerError: Record<string, string> }).innerError['request-id'],
  );
  expect(missing.headers.get('www-authenticate')).toContain('Bearer');
});

it('refuses foreign, altered and expired tokens with 401', async () => {
  const token = await tokenFor(cloud, 'https://graph.microsoft.com');
  expect((await graph(bearer(token))).status).toBe(200);
  const foreign = await tokenFor(other, 'https://graph.microsoft.com');
  expect((await graph(bearer(foreign))).status).toBe(401);
  const [header, payload, signature] = token.split('.');
  const altered = {
    ...(JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as object),
    roles: ['All'],
  };
  const forged = [header, Buffer.from(JSON.stringify(altered)).toString('base64url'), signature].join('.');
  expect((await graph(bearer(forged))).status).toBe(401);
  expect((await graph(bearer('n0-token'))).status).toBe(401);
  expect((await graph({ authorization: 'Basic abcd' })).status).toBe(401);
  await cloud.admin('POST', '/_sim/clock', { advance: 3600_000 });
  expect((await graph(bearer(token))).status).toBe(401);
});

it('a token for another API: 401 of Graph, 403 of the Defender APIs, though one host serves both', async () => {
  const xdr = await tokenFor(cloud, 'https://api.security.microsoft.com');
  const endpoint = await tokenFor(cloud, 'https://api.securitycenter.microsoft.com');
  expect((await graph(bearer(xdr))).status).toBe(401);
  const refused = await get(`${cloud.info.xdr}/api/incidents`, bearer(endpoint));
  expect([refused.status, (refused.body['error'] as { code: string }).code]).toEqual([403, 'Forbidden']);
  expect((await get(`${cloud.info.endpoint}/api/alerts`, bearer(xdr))).status).toBe(403);
  expect((await get(`${cloud.info.endpoint}/api/alerts`, bearer(endpoint))).status).toBe(200);
});

it('what a user may do is what the application may and his role may', async () => {
  const incident = (await graph(bearer(await tokenFor(cloud, 'https://graph.microsoft.com')))).body['value'];
  const { id } = (incident as { id: string }[])[0] ?? { id: '' };
  const act = async (name: string): Promise<[number, number]> => {
    const user = cloud.info.users.find(({ username }) => username.startsWith(`${name}@`));
    const answer = await askToken(cloud, {
      grant_type: 'password',
      client_id: cloud.info.publicClientId,
      scope: 'https://graph.microsoft.com/.default',
      username: user?.username ?? '',
      password: user?.password ?? '',
    });
    const headers = bearer(String(answer.body['access_token']));
    const read = await graph(headers);
    const write = await fetch(`${cloud.info.graph}/v1.0/security/incidents/${id}`, {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ status: 'resolved' }),
    });
    return [read.status, write.status];
  };
  expect(await act('analyst')).toEqual([200, 200]);
  expect(await act('reader')).toEqual([200, 403]);
  expect(await act('nobody')).toEqual([403, 403]);
});
