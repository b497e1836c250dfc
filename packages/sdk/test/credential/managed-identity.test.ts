import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { scratch, startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCredential, createIdentityHttp, decodeToken, memoryTokenStore } from '../../src/index.ts';
import type { CredentialContext, CredentialSpec, SignIn } from '../../src/index.ts';
import { contextOf, journalOf, stateOf } from './flow-table.ts';

let cloud: Cloud;

beforeAll(async () => {
  cloud = await startCloud();
});

afterAll(async () => cloud.stop());

beforeEach(async () => {
  await cloud.admin('DELETE', '/_sim/fault');
  await cloud.admin('DELETE', '/_sim/journal');
});

type Spec = Extract<CredentialSpec, { flow: 'managed-identity' }>;

function open(spec: Partial<Spec> = {}, change: Partial<CredentialContext> = {}): SignIn {
  return createCredential(
    { flow: 'managed-identity', endpoint: cloud.info.imds, ...spec },
    contextOf(cloud, change),
  );
}

async function away(status: number, times?: number): Promise<void> {
  await cloud.admin('POST', '/_sim/fault', { name: 'imds-away', status, ...(times && { times }) });
}

describe('a managed identity', () => {
  it('is the system-assigned one, or the one named by client id, object id or resource id', async () => {
    const apps = (await stateOf(cloud)).identity.apps;
    const named = apps.find(({ resourceId }) => resourceId !== undefined);
    const clients = await Promise.all(
      [{}, { clientId: named?.appId }, { objectId: named?.objectId }, { resourceId: named?.resourceId }].map(
        async (spec) => decodeToken((await open(spec).token('graph')).token)?.client,
      ),
    );
    expect(clients.slice(1)).toEqual([named?.appId, named?.appId, named?.appId]);
    expect(named?.appId).toBe(cloud.info.userAssignedClientId);
    expect(clients[0]).not.toBe(named?.appId);
    const asked = (await journalOf(cloud)).map(({ query }) => Object.keys(query).toSorted());
    expect(asked).toContainEqual(['api-version', 'msi_res_id', 'resource']);
  });

  it('is named by one id only', () => {
    expect(() => open({ clientId: 'a', objectId: 'b' })).toThrow(
      expect.objectContaining({ code: 'MDE_CONFIG' }) as Error,
    );
  });

  it('is asked five times, at 0, 2, 6, 14 and 30 seconds, while the service is away', async () => {
    for (const status of [404, 429, 500, 0]) {
      await away(status);
      await cloud.admin('DELETE', '/_sim/journal');
      const waits: number[] = [];
      const asked = open({}, { sleep: async (ms) => void waits.push(ms) }).token('graph');
      await expect(asked).rejects.toMatchObject({ code: 'MDE_IDENTITY_ENDPOINT' });
      expect(waits).toEqual([2000, 4000, 8000, 16_000]);
      await cloud.admin('DELETE', '/_sim/fault');
    }
  });

  it('is waited for up to seventy seconds while the service updates itself', async () => {
    await away(410);
    const waits: number[] = [];
    const asked = open({}, { sleep: async (ms) => void waits.push(ms) }).token('graph');
    await expect(asked).rejects.toMatchObject({ status: 410 });
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(70_000);
  });

  it('is not asked again after a refusal that will stay', async () => {
    const waits: number[] = [];
    const asked = open({ clientId: 'nobody' }, { sleep: async (ms) => void waits.push(ms) }).token('graph');
    await expect(asked).rejects.toMatchObject({ code: 'MDE_IDENTITY_ENDPOINT', status: 400 });
    expect(waits).toEqual([]);
    expect(await journalOf(cloud)).toHaveLength(1);
  });

  it('keeps no failure: as soon as the service is back there are tokens', async () => {
    await away(404, 5);
    const credential = open();
    await expect(credential.token('graph')).rejects.toMatchObject({ code: 'MDE_IDENTITY_ENDPOINT' });
    await expect(credential.token('graph')).resolves.toBeDefined();
  });

  it('says at once that there is no service on this machine', async () => {
    const waits: number[] = [];
    const nobody = open({ endpoint: 'http://127.0.0.1:9' }, { sleep: async (ms) => void waits.push(ms) });
    await expect(nobody.token('graph')).rejects.toMatchObject({
      code: 'MDE_IDENTITY_ENDPOINT',
      message: 'No managed identity endpoint answers on this machine.',
    });
    expect(waits).toEqual([]);
  });

  it('is never asked for through a proxy', async () => {
    const seen: string[] = [];
    const proxy = createServer((request, response) => {
      seen.push(String(request.url));
      response.writeHead(502).end();
    });
    await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    try {
      await expect(
        open({}, { http: createIdentityHttp({ proxy: url }) }).token('graph'),
      ).resolves.toBeDefined();
      const { appService } = await stateOf(cloud);
      const env = { IDENTITY_ENDPOINT: appService.endpoint, IDENTITY_HEADER: appService.identityHeader };
      const service = open(
        { endpoint: undefined },
        { http: createIdentityHttp({ proxy: url }), host: { env } },
      );
      await expect(service.token('graph')).resolves.toBeDefined();
      // The environment of the process says so too, to sign-in on the whole.
      const set = createIdentityHttp({ env: { HTTP_PROXY: url, HTTPS_PROXY: url, ALL_PROXY: url } });
      const { arc } = await stateOf(cloud);
      const machine = {
        env: { IDENTITY_ENDPOINT: arc.endpoint, IMDS_ENDPOINT: 'http://localhost:40342' },
        platform: 'linux' as const,
        arcTokenFolder: `${arc.keyFolder}/`,
      };
      for (const change of [{}, { host: { env } }, { host: machine }]) {
        const spec = 'host' in change ? { endpoint: undefined } : {};
        await expect(open(spec, { http: set, ...change }).token('graph')).resolves.toBeDefined();
      }
      expect(seen).toEqual([]);
      const byProxy = await set({ method: 'GET', url: `${cloud.info.login}/` });
      expect([byProxy.status, seen.length]).toEqual([502, 1]);
    } finally {
      proxy.close();
      proxy.closeAllConnections();
    }
  });

  it('comes back in the same process when the service does, and the failure is nowhere kept', async () => {
    const store = memoryTokenStore();
    const credential = open({}, { store });
    await away(500);
    await expect(credential.token('graph')).rejects.toMatchObject({ code: 'MDE_IDENTITY_ENDPOINT' });
    await expect(open({}, { store }).token('graph')).rejects.toMatchObject({ status: 500 });
    await cloud.admin('DELETE', '/_sim/fault');
    const [{ token }, other] = await Promise.all([
      credential.token('graph'),
      open({}, { store }).token('graph'),
    ]);
    expect(decodeToken(token)?.aud).toBe('https://graph.microsoft.com');
    expect(other.token).toBeDefined();
  });

  it('waits as long as the service asks, when that is longer', async () => {
    let count = 0;
    const service = createServer((_, response) => {
      count += 1;
      response.writeHead(count === 1 ? 429 : 200, {
        'content-type': 'application/json',
        ...(count === 1 && { 'retry-after': '11' }),
      });
      response.end(JSON.stringify({ access_token: 'a.b.c', expires_in: '3600' }));
    });
    await new Promise<void>((ready) => service.listen(0, '127.0.0.1', ready));
    const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
    try {
      for (const change of [
        { endpoint: url },
        { endpoint: undefined, host: { env: { IDENTITY_ENDPOINT: url, IDENTITY_HEADER: 's3cr3t-header' } } },
      ]) {
        count = 0;
        const waits: number[] = [];
        const { endpoint, ...more } = change;
        const credential = open({ endpoint }, { ...more, sleep: async (ms) => void waits.push(ms) });
        await expect(credential.token('graph')).resolves.toBeDefined();
        expect(waits).toEqual([11_000]);
      }
    } finally {
      service.close();
      service.closeAllConnections();
    }
  });

  it('is found at AZURE_POD_IDENTITY_AUTHORITY_HOST', async () => {
    const host = { env: { AZURE_POD_IDENTITY_AUTHORITY_HOST: cloud.info.imds }, arcAgent: '/nonexistent' };
    await expect(open({ endpoint: undefined }, { host }).token('xdr')).resolves.toBeDefined();
    expect((await journalOf(cloud))[0]).toMatchObject({
      path: '/metadata/identity/oauth2/token',
      query: { 'api-version': '2018-02-01', resource: 'https://api.security.microsoft.com' },
    });
  });
});

describe('Azure Arc', () => {
  const challenge = async (realm: string, run: (endpoint: string) => Promise<void>): Promise<void> => {
    const agent = createServer((_, response) => {
      response.writeHead(401, { 'www-authenticate': `Basic realm=${realm}` }).end('{}');
    });
    await new Promise<void>((ready) => agent.listen(0, '127.0.0.1', ready));
    try {
      await run(`http://127.0.0.1:${(agent.address() as AddressInfo).port}/metadata/identity/oauth2/token`);
    } finally {
      agent.close();
    }
  };

  it('has no file read for it but a small key file in its own folder', async () => {
    const folder = join(scratch('arc'), 'tokens');
    mkdirSync(folder);
    writeFileSync(join(folder, 'large.key'), 'x'.repeat(5000));
    writeFileSync(join(folder, 'other.txt'), 'x');
    const refused = [
      '/etc/passwd',
      `${folder}/../outside.key`,
      join(folder, 'other.txt'),
      join(folder, 'large.key'),
      join(folder, 'absent.key'),
    ];
    for (const path of refused) {
      await challenge(path, async (endpoint) => {
        const host = {
          env: { IDENTITY_ENDPOINT: endpoint, IMDS_ENDPOINT: 'http://localhost:40342' },
          platform: 'linux' as const,
          arcTokenFolder: `${folder}/`,
        };
        const asked = open({ endpoint: undefined }, { host }).token('graph');
        await expect(asked, path).rejects.toMatchObject({ code: 'MDE_IDENTITY_ENDPOINT' });
      });
    }
  });

  it('does not pass the identity of the machine off as another', async () => {
    const agent = createServer((_, response) => {
      response.end(JSON.stringify({ access_token: 'a.b.c', expires_in: '3600', client_id: 'machine' }));
    });
    await new Promise<void>((ready) => agent.listen(0, '127.0.0.1', ready));
    const endpoint = `http://127.0.0.1:${(agent.address() as AddressInfo).port}/token`;
    const host = {
      env: { IDENTITY_ENDPOINT: endpoint, IMDS_ENDPOINT: endpoint },
      platform: 'linux' as const,
    };
    try {
      const asked = open({ endpoint: undefined, clientId: 'wanted' }, { host }).token('graph');
      await expect(asked).rejects.toMatchObject({ code: 'MDE_IDENTITY_ENDPOINT' });
    } finally {
      agent.close();
    }
  });
});
