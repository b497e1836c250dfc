import { describe, expect, it } from 'vitest';
import { quotaTable } from '../../src/index.ts';
import type { ApiRequest } from '../../src/index.ts';
import { rowFor } from '../../src/transport/call-pattern.ts';
import { clientOf, fixedCredential, sendJson, startServer } from './small-server.ts';
import { VirtualClock } from './virtual-clock.ts';

function bucketOf(
  method: ApiRequest['method'],
  audience: ApiRequest['audience'],
  path: string,
): string | undefined {
  return rowFor(quotaTable, { method, audience, path })?.bucket;
}

describe('the table of quotas', () => {
  it.each<[ApiRequest['method'], ApiRequest['audience'], string, number | undefined, number | undefined]>([
    ['GET', 'xdr', '/api/incidents', 50, 1_500],
    ['GET', 'xdr', 'https://api.security.microsoft.com/api/incidents?$skip=100', 50, 1_500],
    ['PATCH', 'xdr', '/api/incidents/5', 50, 1_500],
    ['POST', 'xdr', '/api/advancedhunting/run', 45, undefined],
    ['GET', 'endpoint', '/api/alerts', 100, 1_500],
    ['GET', 'endpoint', '/api/v1.0/alerts', 100, 1_500],
    ['POST', 'endpoint', '/api/alerts/batchUpdate', 10, 500],
    ['POST', 'endpoint', '/api/machines/abc/isolate', 100, 1_500],
    ['POST', 'endpoint', '/api/machines/abc/startInvestigation', undefined, 50],
    ['POST', 'endpoint', '/api/machines/abc/runliveresponse', 10, undefined],
    ['GET', 'endpoint', '/api/machineactions/5/getPackageUri', 2, 120],
    ['POST', 'graph', '/v1.0/security/runHuntingQuery', 45, undefined],
    ['GET', 'graph', '/v1.0/security/alerts_v2/da1', 150, undefined],
  ])('gives %s %s %s its figures', (method, audience, path, perMinute, perHour) => {
    const row = rowFor(quotaTable, { method, audience, path });
    expect({ perMinute: row?.perMinute, perHour: row?.perHour }).toEqual({ perMinute, perHour });
  });

  it('has a page as the source of each row, and guesses nothing for incidents on Graph', () => {
    for (const { source } of quotaTable) expect(source).toMatch(/^https:\/\/learn\.microsoft\.com\//);
    expect(bucketOf('GET', 'graph', '/v1.0/security/incidents')).toBeUndefined();
  });

  it('keeps response actions and the reading of alerts apart', () => {
    expect(bucketOf('POST', 'endpoint', '/api/machines/a/isolate')).not.toBe(
      bucketOf('GET', 'endpoint', '/api/alerts'),
    );
  });
});

const list: ApiRequest = { method: 'GET', audience: 'xdr', path: '/api/incidents' };

describe('the quota of a tenant', () => {
  it('is shared by all clients of one application in it, and by nobody else', async () => {
    const clock = new VirtualClock();
    await using server = await startServer((response) => sendJson(response, {}));
    const credential = fixedCredential();
    await using one = clientOf(server.url, { clock, credential });
    await using two = clientOf(server.url, { clock, credential });
    await using other = clientOf(server.url, { clock });
    const calls = async (client: typeof one, count: number): Promise<unknown> =>
      Promise.all(Array.from({ length: count }, async () => (await client.send(list)).json()));
    await clock.run(Promise.all([calls(one, 30), calls(two, 20), calls(other, 50)]));
    expect(clock.now()).toBe(0);
    await clock.run(calls(one, 1));
    expect(clock.now()).toBe(60_001);
  });

  it('is closed for everybody when the service says so', async () => {
    const clock = new VirtualClock();
    const arrivals: number[] = [];
    await using server = await startServer((response, _seen, count) => {
      arrivals.push(clock.now());
      sendJson(response, {}, count === 1 ? 429 : 200, { 'retry-after': '30' });
    });
    await using client = clientOf(server.url, { clock });
    const refused = client.send({ ...list, deadline: 1_000 });
    await expect(refused).rejects.toMatchObject({ code: 'MDE_QUOTA', retryAfterMs: 30_000 });
    await clock.run(Promise.all([client.send(list), client.send({ ...list, priority: 'action' })]));
    expect(arrivals).toEqual([0, 30_000, 30_000]);
  });

  it('refuses at once, with the wait, what cannot have its turn before the deadline', async () => {
    const clock = new VirtualClock();
    const notes: string[] = [];
    await using server = await startServer((response) => sendJson(response, {}));
    await using client = clientOf(server.url, { clock, onNote: (text) => notes.push(text) });
    await clock.run(Promise.all(Array.from({ length: 50 }, async () => (await client.send(list)).json())));
    await expect(client.send({ ...list, deadline: 10_000 })).rejects.toMatchObject({
      code: 'MDE_QUOTA',
      retryAfterMs: 60_001,
      message: expect.stringMatching(/50 calls a minute and 1500 an hour/),
    });
    expect(server.seen).toHaveLength(50);
    await clock.run(client.send(list));
    expect(notes.at(-1)).toMatch(/waits 61 s for its turn/);
  });

  it('lets go at once of whoever stops while he waits for his turn', async () => {
    const clock = new VirtualClock();
    const stop = new AbortController();
    await using server = await startServer((response) => sendJson(response, {}));
    await using client = clientOf(server.url, { clock });
    await clock.run(Promise.all(Array.from({ length: 50 }, async () => (await client.send(list)).json())));
    const waiting = client.send({ ...list, signal: stop.signal });
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'MDE_ABORTED', changed: 'nothing' });
    expect(server.seen).toHaveLength(50);
  });

  it('is not kept to when quotas are off', async () => {
    await using server = await startServer((response) => sendJson(response, {}));
    await using client = clientOf(server.url, { quotas: false });
    await Promise.all(Array.from({ length: 60 }, async () => (await client.send(list)).json()));
    expect(server.seen).toHaveLength(60);
  });
});
