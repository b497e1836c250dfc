import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect, promisify } from 'node:util';
import { scratch, startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createCredential,
  createIdentityHttp,
  fileTokenStore,
  resolveCloud,
  userAgent,
} from '../../src/index.ts';
import type { CredentialContext, SignIn } from '../../src/index.ts';
import { contextOf, FLOWS, journalOf } from './flow-table.ts';

let cloud: Cloud;

beforeAll(async () => {
  cloud = await startCloud();
});

afterAll(async () => cloud.stop());

beforeEach(async () => {
  await cloud.admin('DELETE', '/_sim/fault');
  await cloud.admin('DELETE', '/_sim/journal');
});

function open(change: Partial<CredentialContext>): SignIn {
  const { clientId, clientSecret } = cloud.info;
  return createCredential(
    { flow: 'client-secret', clientId, secret: async () => clientSecret },
    contextOf(cloud, change),
  );
}

describe('the way to Microsoft Entra', () => {
  it('trusts a certificate authority of one’s own, and says so where it is missing', async () => {
    const secure = resolveCloud('worldwide', { login: cloud.info.https.login });
    const ca = readFileSync(cloud.info.caFile, 'utf8');
    const trusting = open({ cloud: secure, http: createIdentityHttp({ ca }) });
    await expect(trusting.token('graph')).resolves.toBeDefined();
    const waits: number[] = [];
    const sleep = async (ms: number): Promise<void> => void waits.push(ms);
    const error = open({ cloud: secure, http: createIdentityHttp(), sleep }).token('graph');
    await expect(error).rejects.toMatchObject({
      code: 'MDE_NETWORK',
      advice: expect.stringContaining('certificate authority') as string,
      facts: { host: new URL(cloud.info.https.login).host },
    });
    // No later try would find it trusted.
    expect(waits).toEqual([]);
  });

  it('leads through the proxy, and a proxy that answers for Microsoft is found out', async () => {
    const seen: string[] = [];
    const proxy = createServer((request, response) => {
      seen.push(String(request.url));
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please sign on</html>');
    });
    proxy.on('connect', (request, socket) => {
      seen.push(String(request.url));
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
    const http = createIdentityHttp({ proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
    try {
      const error = await open({ http })
        .token('graph')
        .catch((reason: unknown) => reason);
      expect(['MDE_RESPONSE', 'MDE_NETWORK']).toContain((error as { code: string }).code);
      expect(inspect(error, { depth: 9 })).not.toContain(cloud.info.clientSecret);
      expect(seen.length).toBeGreaterThan(0);
      expect(await journalOf(cloud)).toEqual([]);
    } finally {
      proxy.close();
      proxy.closeAllConnections();
    }
  });

  it('asks no other host than the one of the cloud', async () => {
    const hosts: string[] = [];
    const base = contextOf(cloud).http;
    const credential = open({
      http: async (request) => {
        hosts.push(new URL(request.url).origin);
        return base(request);
      },
    });
    await credential.token('graph');
    expect(hosts).toEqual([new URL(cloud.info.login).origin]);
  });

  it('that leads nowhere is said with the host', async () => {
    const nowhere = resolveCloud('worldwide', { login: 'http://127.0.0.1:9' });
    await expect(open({ cloud: nowhere }).token('graph')).rejects.toMatchObject({
      code: 'MDE_NETWORK',
      message: expect.stringContaining('127.0.0.1:9') as string,
    });
  });

  it('through a proxy that is not there names host and proxy, and not the credential', async () => {
    const login = 'https://login.microsoftonline.com';
    const http = createIdentityHttp({ proxy: 'http://s3cr3t-user:s3cr3t-proxy-word@127.0.0.1:9' });
    const error = await open({ cloud: resolveCloud('worldwide', { login }), http })
      .token('graph')
      .catch((reason: unknown) => reason);
    const path = `/${cloud.info.tenantId}/oauth2/v2.0/token`;
    expect(error).toMatchObject({
      code: 'MDE_NETWORK',
      message: `POST ${login}${path} could not be reached through the proxy http://127.0.0.1:9: the connection was refused (ECONNREFUSED).`,
      facts: { host: 'login.microsoftonline.com', proxy: 'http://127.0.0.1:9' },
    });
    expect(inspect(error, { depth: 9 })).not.toMatch(/s3cr3t-(user|proxy)/);
  });

  it('that cannot be prepared fails for that reason, whatever the sign-in library calls it', async () => {
    const http = createIdentityHttp({ proxy: 'http://:::' });
    await expect(open({ http }).token('graph')).rejects.toMatchObject({ code: 'MDE_CONFIG' });
    const defect = new TypeError('a defect of the caller');
    const asked = open({ http: async () => Promise.reject(defect) }).token('graph');
    await expect(asked).rejects.toBe(defect);
  });

  it('takes too long: the host and the proxy are named', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready));
    const login = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const slow = open({
      cloud: resolveCloud('worldwide', { login }),
      http: createIdentityHttp({ timeoutMs: 30 }),
    });
    await expect(slow.token('graph')).rejects.toMatchObject({
      code: 'MDE_TIMEOUT',
      message: expect.stringContaining(login) as string,
      facts: { host: new URL(login).host },
    });
    silent.close();
    silent.closeAllConnections();
  });

  it('passes a gateway whose service fails: asked again, with the wait it names', async () => {
    let count = 0;
    const names: unknown[] = [];
    const gateway = createServer(({ headers }, response) => {
      names.push(headers['user-agent']);
      count += 1;
      const failing = count < 3;
      response.writeHead(failing ? 502 : 200, {
        'content-type': failing ? 'text/html' : 'application/json',
        ...(count === 2 && { 'retry-after': '5' }),
      });
      response.end(failing ? '<html>Bad gateway</html>' : '{"access_token":"a.b.c","expires_in":60}');
    });
    await new Promise<void>((ready) => gateway.listen(0, '127.0.0.1', ready));
    const login = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
    const waits: number[] = [];
    const sleep = async (ms: number): Promise<void> => void waits.push(ms);
    const behind = open({ cloud: resolveCloud('worldwide', { login }), sleep });
    expect((await behind.token('graph')).token).toBe('a.b.c');
    expect(waits).toEqual([1000, 5000]);
    expect(names).toEqual([userAgent, userAgent, userAgent]);
    gateway.close();
    gateway.closeAllConnections();
  });

  it('is left at once when the caller stops', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready));
    const login = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    const asked = open({ cloud: resolveCloud('worldwide', { login }) }).token('graph', {
      signal: stop.signal,
    });
    await expect(asked).rejects.toMatchObject({ code: 'MDE_ABORTED' });
    silent.close();
    silent.closeAllConnections();
  });
});

describe('the wait before a sign-in is tried again', () => {
  it.each<[string, object, (change: Partial<CredentialContext>) => SignIn]>([
    ['Microsoft Entra', { name: 'throttle-seconds', service: 'login', seconds: 25 }, open],
    [
      'the machine’s own service',
      { name: 'imds-away', status: 410 },
      (change) =>
        createCredential({ flow: 'managed-identity', endpoint: cloud.info.imds }, contextOf(cloud, change)),
    ],
  ])(
    'of %s ends as soon as the caller stops',
    async (_name, fault, openFlow) => {
      await cloud.admin('POST', '/_sim/fault', fault);
      const stop = new AbortController();
      const asked = openFlow({ sleep: undefined }).token('graph', { signal: stop.signal });
      setTimeout(() => stop.abort(), 50);
      await expect(asked).rejects.toMatchObject({ code: 'MDE_ABORTED' });
      expect(await journalOf(cloud)).toHaveLength(1);
      // The wait itself is 25 and 10 seconds.
    },
    8_000,
  );
});

describe('an error of any flow', () => {
  it.each(FLOWS)('by $name shows no secret, however deep one looks', async ({ name, open: openFlow }) => {
    const credential = await openFlow(cloud);
    const service = name === 'token broker' ? 'broker' : 'login';
    await cloud.admin('POST', '/_sim/fault', { name: 'server-error', service, times: 20 });
    await cloud.admin('POST', '/_sim/fault', { name: 'imds-away', status: 500 });
    const error: unknown = await credential
      .token('endpoint', { force: true })
      .catch((reason: unknown) => reason);
    expect((error as Error).name).toBe('VedetteError');
    const shown = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error);
    const { clientSecret, brokerToken, brokerKey } = cloud.info;
    for (const secret of [clientSecret, brokerToken, brokerKey]) expect(shown).not.toContain(secret);
    expect(shown).not.toMatch(/eyJ[\w-]{20,}|PRIVATE KEY/);
  });
});

describe('a process that finds its token in the token file', () => {
  it('loads neither MSAL nor an HTTP client, asks for no secret and sends nothing', async () => {
    const folder = scratch('cached-start');
    const path = join(folder, 'tokens.bin');
    const keyFile = join(folder, 'tokens.key');
    const store = fileTokenStore({ path, key: { kind: 'file', path: keyFile } });
    const { login, tenantId, clientId } = cloud.info;
    const { token } = await open({ store, cloud: resolveCloud('worldwide', { login }) }).token('graph');
    await cloud.admin('DELETE', '/_sim/journal');
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--conditions=source',
      fileURLToPath(new URL('cached-start.ts', import.meta.url)),
      path,
      keyFile,
      login,
      tenantId,
      clientId,
    ]);
    expect(JSON.parse(stdout)).toEqual({ length: token.length, loaded: [] });
    expect(await journalOf(cloud)).toEqual([]);
  });
});
