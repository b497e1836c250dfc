import { startCloud } from '@vedette/testkit';
import type { Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Credential } from '../../src/index.ts';
import { clearJournal, clientOfCloud, journalOf, withFault } from '../cloud-client.ts';
import { clientOf, fixedCredential, jwt, sendJson, startServer } from './small-server.ts';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud({ incidents: 120, seed: 'token', quotas: false });
});
afterAll(async () => cloud.stop());

const graphToken = { aud: 'https://graph.microsoft.com', roles: ['SecurityAlert.Read.All'], idtyp: 'app' };

describe('a token that is refused', () => {
  it('in the middle of a run is renewed once, and the run goes on', async () => {
    await using client = clientOfCloud(cloud);
    await client.incident.get('100001');
    await clearJournal(cloud);
    await using _fault = await withFault(cloud, 'token-revoked', { after: 1 });
    expect(await Array.fromAsync(client.incident.list())).toHaveLength(120);
    expect((await journalOf(cloud, 'graph')).map(({ status }) => status)).toEqual([200, 401, 200, 200]);
    expect((await journalOf(cloud, 'login')).filter(({ path }) => path.endsWith('/token'))).toHaveLength(1);
  });

  it('by all of many callers at once costs one token request', async () => {
    await using client = clientOfCloud(cloud);
    await client.incident.get('100001');
    await clearJournal(cloud);
    await using _fault = await withFault(cloud, 'token-revoked');
    await Promise.all(Array.from({ length: 20 }, async () => client.incident.get('100001')));
    expect((await journalOf(cloud, 'login')).filter(({ path }) => path.endsWith('/token'))).toHaveLength(1);
  });

  it('twice is a clear error, after two requests', async () => {
    await using server = await startServer((response) =>
      sendJson(
        response,
        { error: { code: 'InvalidAuthenticationToken', message: 'Lifetime validation failed' } },
        401,
      ),
    );
    const credential = fixedCredential([jwt(graphToken), jwt({ ...graphToken, jti: 2 })]);
    await using client = clientOf(server.url, { credential });
    await expect(client.incident.get('1')).rejects.toMatchObject({
      code: 'MDE_UNAUTHORIZED',
      facts: { aud: graphToken.aud },
      message: expect.stringMatching(/new token was refused as well/),
    });
    expect(server.seen).toHaveLength(2);
  });

  it('after the secret was rotated ends with what the identity provider says', async () => {
    await using client = clientOfCloud(cloud);
    await client.incident.get('100001');
    await using _fault = await withFault(cloud, 'token-revoked', { rotate: true });
    await expect(client.incident.get('100001')).rejects.toMatchObject({
      serviceCode: expect.stringMatching(/^AADSTS/),
    });
    await cloud.admin('POST', '/_sim/reset');
  });

  it('with a claims challenge is asked for again with those claims', async () => {
    await using client = clientOfCloud(cloud);
    await using _fault = await withFault(cloud, 'claims-challenge', { service: 'graph' });
    expect((await client.incident.get('100001')).id).toBe('100001');
  });
});

describe('a 403', () => {
  it('for a token of another API names both APIs and the audience', async () => {
    await using server = await startServer((response) =>
      sendJson(response, { error: { code: 'Forbidden', message: 'Missing application roles.' } }, 403),
    );
    const credential = fixedCredential([jwt({ ...graphToken, aud: 'https://api.security.microsoft.com' })]);
    await using client = clientOf(server.url, { credential });
    await expect(
      client.alert.list({ route: 'native' }).pages()[Symbol.asyncIterator]().next(),
    ).rejects.toMatchObject({
      code: 'MDE_AUDIENCE',
      facts: { aud: 'https://api.security.microsoft.com', expected: 'endpoint' },
      message: expect.stringMatching(/Defender for Endpoint API refused.*Defender XDR API/),
    });
    expect(server.seen).toHaveLength(1);
  });

  it.each<[string, object, object, RegExp]>([
    [
      'application',
      graphToken,
      { missing: ['SecurityIncident.ReadWrite.All'], roles: ['SecurityAlert.Read.All'], kind: 'application' },
      /holds SecurityAlert.Read.All\. It lacks the application permission SecurityIncident.ReadWrite.All/,
    ],
    [
      'delegated',
      { aud: '00000003-0000-0000-c000-000000000000', scp: 'openid profile' },
      { missing: ['SecurityIncident.ReadWrite.All'], scp: ['openid', 'profile'], kind: 'delegated' },
      /lacks the delegated permission/,
    ],
    ['application that holds nothing', { aud: graphToken.aud }, { roles: [] }, /holds no permission at all/],
  ])(
    'for a missing %s permission names what is held and what is missing',
    async (_name, claims, facts, message) => {
      await using server = await startServer((response) => sendJson(response, {}, 403));
      await using client = clientOf(server.url, { credential: fixedCredential([jwt(claims)]) });
      await expect(client.incident.update('1', { status: 'resolved' })).rejects.toMatchObject({
        code: 'MDE_PERMISSION',
        facts,
        message: expect.stringMatching(message),
      });
    },
  );

  it('although the permission is held points to the role of the user', async () => {
    await using server = await startServer((response) => sendJson(response, {}, 403));
    const claims = { aud: graphToken.aud, scp: 'SecurityIncident.ReadWrite.All' };
    await using client = clientOf(server.url, { credential: fixedCredential([jwt(claims)]) });
    await expect(client.incident.get('1')).rejects.toMatchObject({
      code: 'MDE_PERMISSION',
      advice: expect.stringMatching(/role/),
    });
  });

  it('is told apart in the simulated cloud', async () => {
    await using client = clientOfCloud(cloud);
    await client.incident.get('100001');
    await using _fault = await withFault(cloud, 'missing-role');
    await expect(client.incident.get('100001')).rejects.toMatchObject({ code: 'MDE_PERMISSION' });
  });
});

describe('route auto', () => {
  const tokens = (of: Partial<Record<'graph' | 'endpoint' | 'xdr', object>>): Credential => ({
    identity: { cloud: '', tenant: 'auto', client: '', flow: 'client-secret' },
    token: async (audience) => ({ token: jwt(of[audience] ?? {}), expiresAt: Infinity }),
  });

  it('takes Graph when its token may make the call', async () => {
    await using server = await startServer((response) => sendJson(response, { id: '1' }));
    const credential = tokens({ graph: { roles: ['SecurityIncident.Read.All'] } });
    await using client = clientOf(server.url, { credential, route: 'auto' });
    await client.incident.get('1');
    expect(server.seen[0]?.url).toBe('/v1.0/security/incidents/1');
  });

  it('takes the native API when only that is open, and says why and what retires', async () => {
    const notes: string[] = [];
    await using server = await startServer((response) => sendJson(response, { incidentId: 1 }));
    const credential = tokens({ xdr: { roles: ['Incident.ReadWrite.All'] } });
    await using client = clientOf(server.url, {
      credential,
      route: 'auto',
      onNote: (text) => notes.push(text),
    });
    expect(await client.incident.get('1')).toEqual({ id: '1' });
    await client.incident.get('1');
    expect(server.seen.map(({ url }) => url)).toEqual(['/api/incidents/1', '/api/incidents/1']);
    expect(notes).toEqual([expect.stringMatching(/^Route native: .*SecurityIncident.Read.All.*2027-02-01/)]);
  });

  it('refuses, naming both permissions, when neither is open', async () => {
    await using server = await startServer((response) => sendJson(response, {}));
    const credential = tokens({ graph: { roles: [] }, endpoint: { roles: ['Machine.Read.All'] } });
    await using client = clientOf(server.url, { credential, route: 'auto' });
    await expect(client.alert.get('1')).rejects.toMatchObject({
      code: 'MDE_PERMISSION',
      message: expect.stringMatching(/SecurityAlert.Read.All.*Alert.Read.All/),
    });
    expect(server.seen).toHaveLength(0);
  });
});
