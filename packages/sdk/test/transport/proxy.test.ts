import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect as dial } from 'node:net';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { startCloud } from '@vedette/testkit';
import type { Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, resolveCloud } from '../../src/index.ts';
import type { ConnectOptions, Defender } from '../../src/index.ts';
import { clientOf, fixedCredential, sendJson, startServer } from './small-server.ts';

interface Proxy extends AsyncDisposable {
  readonly url: string;
  /** What was asked of it: `CONNECT host:port`, or the URL of a plain request. */
  readonly asked: readonly string[];
}

/** A proxy of the smallest kind; with a password it answers 407 to whoever does not know it. */
async function startProxy(password?: string): Promise<Proxy> {
  const asked: string[] = [];
  const wanted = password === undefined ? undefined : `Basic ${Buffer.from(password).toString('base64')}`;
  const server = createServer((incoming, response) => {
    asked.push(incoming.url ?? '');
    if (wanted !== undefined && incoming.headers['proxy-authorization'] !== wanted) {
      response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end();
      return;
    }
    const onward = request(
      incoming.url ?? '',
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    incoming.pipe(onward);
  });
  server.on('connect', (incoming, socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    if (wanted !== undefined && incoming.headers['proxy-authorization'] !== wanted) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const [host = '', port] = (incoming.url ?? '').split(':');
    const onward = dial(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://${password === undefined ? '' : `${password}@`}127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud({ incidents: 3, quotas: false });
});
afterAll(async () => cloud.stop());

function overTls(options: Partial<ConnectOptions>): Defender & AsyncDisposable {
  const client = connect({
    credential: fixedCredential(),
    cloud: resolveCloud('worldwide', { graph: cloud.info.https.graph }),
    ...options,
  });
  return { ...client, [Symbol.asyncDispose]: async () => client.close() };
}

function authority(): string {
  return readFileSync(cloud.info.caFile, 'utf8');
}

const call = { method: 'GET', audience: 'graph', path: '/v1.0/security/incidents', tries: 1 } as const;
/** The simulator answers, and refuses a token it never issued: that is as far as these tests need to come. */
const reached = { code: 'MDE_UNAUTHORIZED' };

describe('the way out', () => {
  it('leads through the proxy of the environment, by CONNECT for https', async () => {
    await using proxy = await startProxy();
    await using client = overTls({ ca: authority(), env: { HTTPS_PROXY: proxy.url } });
    await expect(client.send(call)).rejects.toMatchObject(reached);
    expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${new URL(cloud.info.https.graph).host}`]));
  });

  it('leads past the proxy for what NO_PROXY names, and when no proxy is wanted', async () => {
    await using proxy = await startProxy();
    for (const options of [
      { env: { HTTPS_PROXY: proxy.url, NO_PROXY: '127.0.0.1,localhost' } },
      { proxy: false as const },
    ]) {
      await using client = overTls({ ca: authority(), ...options });
      await expect(client.send(call)).rejects.toMatchObject(reached);
    }
    expect(proxy.asked).toEqual([]);
  });

  it('leads through the proxy of the options rather than that of the environment', async () => {
    await using proxy = await startProxy('user:s3cr3t-proxy-word');
    await using client = overTls({
      ca: authority(),
      proxy: proxy.url,
      env: { HTTPS_PROXY: 'http://127.0.0.1:9' },
    });
    await expect(client.send(call)).rejects.toMatchObject(reached);
    expect(proxy.asked.length).toBeGreaterThan(0);
  });

  it('sends plain http through the proxy as it is', async () => {
    await using proxy = await startProxy();
    await using server = await startServer((response) => sendJson(response, { ok: true }));
    await using client = clientOf(server.url, { proxy: proxy.url });
    expect(await (await client.send(call)).json()).toEqual({ ok: true });
    expect(proxy.asked).toEqual([`${server.url}${call.path}`]);
  });

  it('is closed when the proxy wants a password, and the message tells no secret', async () => {
    await using proxy = await startProxy('user:s3cr3t-proxy-word');
    const wrong = proxy.url.replace('proxy-word', 'wrong-word');
    await using client = overTls({ ca: authority(), proxy: wrong });
    const error = await client.send(call).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'MDE_NETWORK',
      status: 407,
      advice: expect.stringMatching(/password of the proxy/),
    });
    expect(JSON.stringify({ ...(error as object), text: String(error) })).not.toMatch(/s3cr3t/);
  });

  it('is closed for plain http, too, when the proxy wants a password, and it is asked once only', async () => {
    await using proxy = await startProxy('user:s3cr3t-proxy-word');
    await using server = await startServer((response) => sendJson(response, { ok: true }));
    const wrong = proxy.url.replace('proxy-word', 'wrong-word');
    await using closed = clientOf(server.url, { proxy: wrong });
    const error = await closed.send({ ...call, tries: 4 }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'MDE_NETWORK',
      status: 407,
      facts: { host: new URL(server.url).host },
    });
    expect(inspect(error, { depth: 9 })).not.toMatch(/s3cr3t-wrong/);
    expect([proxy.asked.length, server.seen.length]).toEqual([1, 0]);
    await using open = clientOf(server.url, { proxy: proxy.url });
    expect(await (await open.send(call)).json()).toEqual({ ok: true });
  });

  it('is closed when the proxy is not there, and nothing was changed', async () => {
    await using client = overTls({ ca: authority(), proxy: 'http://127.0.0.1:9' });
    const error = await client.send({ ...call, method: 'POST' }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'MDE_NETWORK',
      changed: 'nothing',
      message: `POST ${cloud.info.https.graph}${call.path} could not be reached through the proxy http://127.0.0.1:9: the connection was refused (ECONNREFUSED).`,
      facts: {
        host: new URL(cloud.info.https.graph).host,
        proxy: 'http://127.0.0.1:9',
        reason: 'ECONNREFUSED',
      },
    });
  });

  it('names the proxy in a failure, and never its user name or password', async () => {
    await using proxy = await startProxy('user:s3cr3t-proxy-word');
    const named = new URL(proxy.url);
    const [secure, plain, silent] = [
      { proxy: proxy.url.replace('proxy-word', 'wrong-word') },
      { proxy: 'http://s3cr3t-user:s3cr3t-proxy-word@127.0.0.1:9' },
      { proxy: proxy.url, timeoutMs: 1 },
    ];
    const expected = [
      [secure, `through the proxy http://${named.host}: the proxy answered 407.`],
      [plain, 'through the proxy http://127.0.0.1:9: the connection was refused'],
      [silent, `through the proxy http://${named.host} within the 0 s allowed`],
    ] as const;
    for (const [options, part] of expected) {
      await using client = overTls({ ca: authority(), ...options });
      const error = await client
        .send({ ...call, query: { $filter: 'x' } })
        .catch((reason: unknown) => reason);
      expect((error as Error).message).toContain(part);
      expect(inspect(error, { depth: 9 })).not.toMatch(/s3cr3t/);
    }
  });

  it('trusts a certificate authority of one’s own only when it is given', async () => {
    await using trusting = overTls({ ca: authority(), proxy: false });
    await expect(trusting.send(call)).rejects.toMatchObject(reached);
    const tries: number[] = [];
    await using strict = overTls({ proxy: false, onTrace: ({ attempt }) => tries.push(attempt) });
    await expect(strict.send({ ...call, tries: undefined })).rejects.toMatchObject({
      code: 'MDE_NETWORK',
      message: expect.stringMatching(/certificate of the host is not trusted/),
      changed: 'nothing',
    });
    expect(tries).toEqual([1]);
  });

  it('refuses a proxy that is no URL', async () => {
    await using client = overTls({ proxy: 'http://:::' });
    await expect(client.send(call)).rejects.toMatchObject({ code: 'MDE_CONFIG' });
  });
});
