import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isVedetteError, VedetteError } from '../../src/index.ts';
import type { ApiRequest, Credential, TraceEvent } from '../../src/index.ts';
import { userAgent, version } from '../../src/network/user-agent.ts';
import { clientOf, sendJson, startServer, token } from './small-server.ts';
import manifest from '../../package.json' with { type: 'json' };

const read: ApiRequest = { method: 'GET', audience: 'graph', path: '/v1.0/security/incidents' };
const write: ApiRequest = {
  method: 'POST',
  audience: 'endpoint',
  path: '/api/machines/1/isolate',
  body: { a: 1 },
};

describe('a request', () => {
  it('names the program and its version', async () => {
    await using server = await startServer((response) => sendJson(response, {}));
    await using client = clientOf(server.url);
    await client.send(write);
    expect(version).toBe(manifest.version);
    expect(server.seen[0]).toMatchObject({
      body: '{"a":1}',
      headers: { 'user-agent': userAgent, authorization: `Bearer ${token}` },
    });
  });

  it.each<[string, Buffer, Record<string, string>]>([
    ['with a byte order mark', Buffer.from('\ufeff{"a":"ü"}'), {}],
    ['in UTF-16', Buffer.from('\ufeff{"a":"ü"}', 'utf16le'), {}],
    [
      'in Latin-1 that says so',
      Buffer.from('{"a":"ü"}', 'latin1'),
      { 'content-type': 'application/json; charset=iso-8859-1' },
    ],
    ['compressed', gzipSync('{"a":"ü"}'), { 'content-encoding': 'gzip' }],
  ])('reads a body %s', async (_name, body, headers) => {
    await using server = await startServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);
    });
    await using client = clientOf(server.url);
    expect(await (await client.send(read)).json()).toEqual({ a: 'ü' });
  });

  it('gives an empty body as undefined, and a stream as it arrives', async () => {
    await using server = await startServer((response, { url }) => {
      response.writeHead(200);
      response.end(url.includes('stream') ? 'bytes' : '');
    });
    await using client = clientOf(server.url);
    expect(await (await client.send(read)).json()).toBeUndefined();
    const chunks: Uint8Array[] = [];
    for await (const chunk of (await client.send({ ...read, path: '/stream' })).stream()) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('bytes');
  });

  it('says that a proxy or portal answered when an HTML page comes, whatever its status', async () => {
    for (const status of [200, 403, 302]) {
      await using server = await startServer((response) => {
        response
          .writeHead(status, { 'content-type': 'text/html' })
          .end('<!DOCTYPE html><html>Sign in</html>');
      });
      await using client = clientOf(server.url);
      const answer = client.send(read).then((response) => response.json());
      await expect(answer).rejects.toMatchObject({
        code: 'MDE_RESPONSE',
        message: expect.stringMatching(/proxy/),
      });
    }
  });

  it('tells of each request over the wire without header, query or body', async () => {
    const events: TraceEvent[] = [];
    await using server = await startServer((response, _seen, count) =>
      sendJson(response, {}, count === 1 ? 503 : 200, { 'request-id': `id-${count}` }),
    );
    await using client = clientOf(server.url, { onTrace: (event) => events.push(event) });
    await client.send({ ...read, query: { $filter: "assignedTo eq 'someone'" } });
    expect(events).toMatchObject([
      { method: 'GET', path: read.path, attempt: 1, status: 503, code: 'MDE_SERVICE', requestId: 'id-1' },
      { method: 'GET', path: read.path, attempt: 2, status: 200, code: undefined, requestId: 'id-2' },
    ]);
    expect(server.seen.map(({ headers }) => headers['client-request-id'])).toEqual(
      events.map(({ clientRequestId }) => clientRequestId),
    );
    expect(JSON.stringify(events)).not.toMatch(/s3cr3t|someone/);
  });

  it.each<[string, object, string, string | undefined]>([
    ['DisabledFeature', { status: 403 }, 'MDE_FEATURE', undefined],
    ['DisallowedOperation', { status: 403 }, 'MDE_DISALLOWED', undefined],
    ['ActiveRequestAlreadyExists', { status: 400 }, 'MDE_CONFLICT', undefined],
    ['ResourceNotFound', { status: 404 }, 'MDE_NOT_FOUND', undefined],
    ['InvalidInput', { status: 400 }, 'MDE_REQUEST', undefined],
  ])('names the cause of %s', async (code, { status }: { status?: number }, expected) => {
    const target = '6e0ec4a9-0b1d-4d0b-9f0e-3f6f4d3c2b1a';
    await using server = await startServer((response) =>
      sendJson(response, { error: { code, message: 'line one\nline\u0007two', target } }, status),
    );
    await using client = clientOf(server.url);
    const error = await client.send(read).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: expected, serviceCode: code, requestId: target, status });
    expect((error as Error).message).toContain('line one line two');
  });

  it('takes an error with an empty message or without a body', async () => {
    for (const body of [{ error: { code: 'UnknownError', message: '' } }, { error: null }, 'text', null]) {
      await using server = await startServer((response) => sendJson(response, body, 400));
      await using client = clientOf(server.url);
      await expect(client.send(read)).rejects.toMatchObject({ code: 'MDE_REQUEST' });
    }
  });

  it('asks again for a page whose body breaks off', async () => {
    await using server = await startServer((response, _seen, count) => {
      if (count > 1) return sendJson(response, { whole: true });
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"whole"');
      setTimeout(() => response.destroy(), 20);
    });
    await using client = clientOf(server.url);
    expect(await (await client.send(read)).json()).toEqual({ whole: true });
    expect(server.seen).toHaveLength(2);
  });

  it('does not ask again after a body that broke off behind a write', async () => {
    await using server = await startServer((response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{');
      setTimeout(() => response.destroy(), 20);
    });
    await using client = clientOf(server.url);
    const answer = client.send(write).then((response) => response.json());
    await expect(answer).rejects.toMatchObject({ code: 'MDE_UNKNOWN_OUTCOME', changed: 'unknown' });
    expect(server.seen).toHaveLength(1);
  });

  it('does not know the outcome of a write whose connection broke or whose service failed', async () => {
    for (const trouble of ['break', 'fail'] as const) {
      await using server = await startServer((response) => {
        if (trouble === 'break') response.destroy();
        else sendJson(response, { error: { code: 'InternalServerError', message: '' } }, 500);
      });
      await using client = clientOf(server.url);
      await expect(client.send(write)).rejects.toMatchObject({
        code: 'MDE_UNKNOWN_OUTCOME',
        changed: 'unknown',
      });
      expect(server.seen).toHaveLength(1);
    }
  });

  it('repeats a write that was refused before anything was done, and one that may be repeated', async () => {
    await using server = await startServer((response, _seen, count) =>
      sendJson(response, {}, count === 1 ? 429 : count === 2 ? 503 : count === 4 ? 500 : 200, {
        'retry-after': '0',
      }),
    );
    await using client = clientOf(server.url);
    await client.send(write);
    await client.send({ ...write, method: 'PATCH', repeatable: true });
    expect(server.seen).toHaveLength(5);
  });

  it('says that nothing was changed when no connection could be made', async () => {
    const server = await startServer(() => undefined);
    await server[Symbol.asyncDispose]();
    await using client = clientOf(server.url);
    const error = await client.send({ ...write, tries: 2 }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'MDE_NETWORK',
      changed: 'nothing',
      message: `POST ${server.url}${write.path} could not be reached: the connection was refused (ECONNREFUSED).`,
      facts: { reason: 'ECONNREFUSED', host: new URL(server.url).host },
    });
  });

  it('gives up when one request takes longer than allowed', async () => {
    await using server = await startServer(() => undefined);
    await using client = clientOf(server.url, { timeoutMs: 60 });
    await expect(client.send({ ...read, tries: 1 })).rejects.toMatchObject({
      code: 'MDE_TIMEOUT',
      changed: 'nothing',
    });
    await expect(client.send(write)).rejects.toMatchObject({
      code: 'MDE_UNKNOWN_OUTCOME',
      changed: 'unknown',
    });
  });

  it('asks again when a read took longer than one request may, and a write not', async () => {
    await using server = await startServer((response, { method }, count) => {
      if (method === 'GET' && count === 3) sendJson(response, { late: true });
    });
    await using client = clientOf(server.url, { timeoutMs: 60 });
    expect(await (await client.send(read)).json()).toEqual({ late: true });
    expect(server.seen).toHaveLength(3);
    await expect(client.send(write)).rejects.toMatchObject({ code: 'MDE_UNKNOWN_OUTCOME' });
    expect(server.seen).toHaveLength(4);
    await expect(client.send({ ...read, tries: 2 })).rejects.toMatchObject({
      code: 'MDE_TIMEOUT',
      message: `GET ${server.url}${read.path} was not answered within the 0.1 s allowed for one request.`,
      facts: { host: new URL(server.url).host },
    });
    expect(server.seen).toHaveLength(6);
  });

  it('asks again when the body of a read stalls, and not past the deadline', async () => {
    await using server = await startServer((response, _seen, count) => {
      if (count === 2) return sendJson(response, { whole: true });
      response.writeHead(200);
      response.write('{"whole"');
    });
    await using client = clientOf(server.url, { timeoutMs: 80 });
    expect(await (await client.send(read)).json()).toEqual({ whole: true });
    const late = client.send({ ...read, deadline: Date.now() + 60 }).then((response) => response.json());
    await expect(late).rejects.toMatchObject({ code: 'MDE_TIMEOUT', facts: { deadline: true } });
    expect(server.seen).toHaveLength(3);
  });

  it('gives up at the deadline, also in the middle of a body', async () => {
    await using server = await startServer((response) => {
      response.writeHead(200);
      response.write('{');
    });
    await using client = clientOf(server.url);
    const answer = client.send({ ...read, deadline: Date.now() + 80 }).then((response) => response.json());
    await expect(answer).rejects.toMatchObject({ code: 'MDE_TIMEOUT' });
  });

  it('gives up at the deadline while it waits for a token, and sends nothing', async () => {
    await using server = await startServer((response) => sendJson(response, {}));
    const credential: Credential = {
      identity: { cloud: '', tenant: 'slow', client: '', flow: 'client-secret' },
      token: async (_audience, request) =>
        new Promise((_resolve, reject) =>
          request?.signal?.addEventListener('abort', () => reject(new Error('stopped'))),
        ),
    };
    await using client = clientOf(server.url, { credential });
    const answer = client.send({ ...write, deadline: Date.now() + 50 });
    await expect(answer).rejects.toMatchObject({
      code: 'MDE_TIMEOUT',
      changed: 'nothing',
      message: expect.stringMatching(
        /^Sign-in at login\.microsoftonline\.com gave no token before the deadline/,
      ),
    });
    expect(server.seen).toHaveLength(0);
  });

  it('whose sign-in failed is not tried again: the credential has done what may be done', async () => {
    await using server = await startServer((response) => sendJson(response, {}));
    let asked = 0;
    const credential: Credential = {
      identity: { cloud: '', tenant: 'away', client: '', flow: 'client-secret' },
      token: async () => {
        asked += 1;
        throw new VedetteError('MDE_NETWORK', 'The sign-in service cannot be reached.');
      },
    };
    await using client = clientOf(server.url, { credential });
    await expect(client.send(read)).rejects.toMatchObject({ code: 'MDE_NETWORK' });
    expect([asked, server.seen.length]).toEqual([1, 0]);
  });

  it('stops when it is told to, at any moment', async () => {
    const moments = ['before', 'token', 'headers', 'body', 'wait'] as const;
    for (const moment of moments) {
      const stop = new AbortController();
      await using server = await startServer((response) => {
        if (moment === 'wait') return sendJson(response, {}, 429, { 'retry-after': '60' });
        if (moment === 'body') response.writeHead(200).write('{');
        setTimeout(() => stop.abort(), 20);
      });
      await using client = clientOf(server.url, {
        onNote: () => setTimeout(() => stop.abort(), 20),
        ...(moment === 'token' && {
          credential: {
            identity: { cloud: '', tenant: 'stop', client: '', flow: 'client-secret' },
            token: async (_audience, request) => {
              setTimeout(() => stop.abort(), 20);
              return new Promise((_resolve, reject) =>
                request?.signal?.addEventListener('abort', () => reject(new Error('stopped'))),
              );
            },
          },
        }),
      });
      if (moment === 'before') stop.abort();
      const answer = client.send({ ...read, signal: stop.signal }).then((response) => response.json());
      const error = await answer.catch((reason: unknown) => reason);
      expect(isVedetteError(error) && error.code, moment).toBe('MDE_ABORTED');
    }
  });
});

describe('a token', () => {
  it('never goes to another host, whatever link an answer gives', async () => {
    await using foreign = await startServer((response) => sendJson(response, { value: [] }));
    await using server = await startServer((response, request) =>
      sendJson(
        response,
        request.url.includes('skiptoken=2')
          ? { value: [{ id: '2' }] }
          : {
              value: [{ id: '1' }],
              '@odata.nextLink': `${foreign.url}/v1.0/security/incidents?$skiptoken=2`,
            },
      ),
    );
    await using client = clientOf(server.url);
    const ids = await Array.fromAsync(client.incident.list(), ({ id }) => id);
    // Regional hosts answer with links to another one of Microsoft's: the list is whole all the same.
    expect(ids).toEqual(['1', '2']);
    expect(foreign.seen).toHaveLength(0);
    const direct = client.send({
      method: 'GET',
      audience: 'graph',
      path: `${foreign.url}/v1.0/security/incidents`,
    });
    await expect(direct).rejects.toMatchObject({ code: 'MDE_RESPONSE', facts: { got: foreign.url } });
    expect(foreign.seen).toHaveLength(0);
  });

  it('is not sent along with a redirection', async () => {
    await using foreign = await startServer((response) => sendJson(response, {}));
    await using server = await startServer((response) => {
      response.writeHead(307, { location: foreign.url }).end();
    });
    await using client = clientOf(server.url);
    await expect(client.send(read)).rejects.toMatchObject({ code: 'MDE_RESPONSE' });
    expect(foreign.seen).toHaveLength(0);
  });
});
