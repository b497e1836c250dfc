import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawPages } from '../../src/index.ts';
import { clientOf, sendJson, startServer } from './small-server.ts';
import type { SmallServer } from './small-server.ts';

type Trouble = 'none' | 'absent' | 'malformed' | 'relative' | 'same' | 'self';

/** A list of incidents whose links are in trouble on the pages that the test names. */
async function serve(total: number, troubles: readonly Trouble[]): Promise<SmallServer> {
  const server = await startServer((response, { url }, count) => {
    const asked = new URL(url, server.url).searchParams;
    const skip = Number(asked.get('$skip') ?? 0);
    const top = Number(asked.get('$top') ?? 50);
    const value = Array.from({ length: Math.max(0, Math.min(top, total - skip)) }, (_, index) => ({
      id: String(skip + index),
      lastUpdateDateTime: '2026-01-01T00:00:00Z',
    }));
    const trouble = troubles[(count - 1) % troubles.length];
    const to = (next: number): string => `${server.url}/v1.0/security/incidents?$top=${top}&$skip=${next}`;
    const ends = skip + top >= total;
    const links: Record<Trouble, string | undefined> = {
      none: ends ? undefined : to(skip + top),
      absent: undefined,
      malformed: 'http:/not a link',
      relative: `/v1.0/security/incidents?$skip=${skip + top}`,
      same: to(0),
      self: to(skip),
    };
    const link = links[trouble ?? 'none'];
    sendJson(response, { value, ...(link !== undefined && { '@odata.nextLink': link }) });
  });
  return server;
}

describe('paging', () => {
  it('gives every record once, in order, whatever befalls the links', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 130 }),
        fc.integer({ min: 1, max: 50 }),
        fc.option(fc.integer({ min: 0, max: 140 }), { nil: undefined }),
        fc.array(fc.constantFrom<Trouble>('none', 'absent', 'malformed', 'relative', 'same', 'self'), {
          minLength: 1,
          maxLength: 5,
        }),
        async (total, pageSize, limit, troubles) => {
          await using server = await serve(total, troubles);
          await using client = clientOf(server.url);
          const ids = (await Array.fromAsync(client.incident.list({ pageSize, limit }))).map(({ id }) => id);
          const wanted = Math.min(total, limit ?? Infinity);
          expect(ids).toEqual(Array.from({ length: wanted }, (_, index) => String(index)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('ends with an error when the service gives the same page whatever it is asked', async () => {
    await using server = await startServer((response) =>
      sendJson(response, {
        value: [{ id: '1' }, { id: '2' }],
        '@odata.nextLink': `${server.url}/v1.0/security/incidents?x=1`,
      }),
    );
    await using client = clientOf(server.url);
    const ids: string[] = [];
    const reading = (async (): Promise<void> => {
      for await (const { id } of client.incident.list()) ids.push(id);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'MDE_PAGING', facts: { read: 2 } });
    expect(ids).toEqual(['1', '2']);
    expect(server.seen).toHaveLength(3);
  });

  it('asks once more after a full page without a link, and not after a part of one', async () => {
    for (const [total, requests] of [
      [100, 3],
      [99, 2],
    ] as const) {
      await using server = await serve(total, ['absent']);
      await using client = clientOf(server.url);
      expect(await Array.fromAsync(client.incident.list())).toHaveLength(total);
      expect(server.seen).toHaveLength(requests);
    }
  });

  it('passes on the refusal of a far $skip when the order asked for is none of time', async () => {
    await using server = await startServer((response, { url }) => {
      if (url.includes('skip'))
        return sendJson(response, { error: { code: 'BadRequest', message: 'Skip' } }, 400);
      sendJson(response, { value: Array.from({ length: 50 }, (_, index) => ({ id: String(index) })) });
    });
    await using client = clientOf(server.url);
    const reading = Array.fromAsync(client.incident.list({ orderBy: 'severity desc' }));
    await expect(reading).rejects.toMatchObject({ code: 'MDE_REQUEST', status: 400 });
  });

  it('gives a record again when it changed while one was reading', async () => {
    await using server = await startServer((response, { url }) => {
      const second = url.includes('skip');
      sendJson(response, {
        value: [{ id: '1', lastUpdateDateTime: second ? '2026-01-02T00:00:00Z' : '2026-01-01T00:00:00Z' }],
        ...(!second && { '@odata.nextLink': `${server.url}/v1.0/security/incidents?$skip=1` }),
      });
    });
    await using client = clientOf(server.url);
    expect(await Array.fromAsync(client.incident.list())).toHaveLength(2);
  });

  it('says that a promised page which stays empty is missing', async () => {
    await using server = await startServer((response, _seen, count) => {
      if (count > 1) return void response.writeHead(200).end();
      sendJson(response, {
        value: [{ id: '1' }],
        '@odata.nextLink': `${server.url}/v1.0/security/incidents?$skip=1`,
      });
    });
    await using client = clientOf(server.url);
    await expect(Array.fromAsync(client.incident.list())).rejects.toMatchObject({ code: 'MDE_RESPONSE' });
  });

  it('refuses an answer that is no list', async () => {
    await using server = await startServer((response) => sendJson(response, { value: 'nothing' }));
    await using client = clientOf(server.url);
    await expect(Array.fromAsync(client.incident.list())).rejects.toMatchObject({ code: 'MDE_RESPONSE' });
  });

  it('stops between two pages when it is told to', async () => {
    const stop = new AbortController();
    await using server = await serve(150, ['none']);
    await using client = clientOf(server.url);
    const ids: string[] = [];
    const reading = (async (): Promise<void> => {
      for await (const { id } of client.incident.list({ signal: stop.signal })) {
        ids.push(id);
        if (ids.length === 50) stop.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'MDE_ABORTED' });
    expect([ids.length, server.seen.length]).toEqual([50, 1]);
  });

  it('gives the records of an API as they are, to whoever wants no shape of ours', async () => {
    await using server = await startServer((response, { url }) => {
      const skip = Number(new URL(url, 'http://x').searchParams.get('$skip') ?? 0);
      const value = [{ incidentId: skip + 1 }, { incidentId: skip + 2, unheardOf: null }];
      sendJson(response, {
        value: value.slice(0, Math.max(0, 5 - skip)),
        '@odata.nextLink': 'http:/nowhere',
      });
    });
    await using client = clientOf(server.url);
    const pages = await Array.fromAsync(
      rawPages(client.send, {
        request: { method: 'GET', audience: 'xdr', path: '/api/incidents' },
        pageMax: 2,
        limit: 5,
        keyOf: (incident) => String(incident['incidentId']),
      }),
    );
    expect(pages.map(({ items }) => items)).toEqual([
      [{ incidentId: 1 }, { incidentId: 2, unheardOf: null }],
      [{ incidentId: 3 }, { incidentId: 4, unheardOf: null }],
      [{ incidentId: 5 }],
    ]);
    expect(server.seen).toHaveLength(3);
  });

  it('never holds two pages: what was read is gone before the next one is asked for', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const given: WeakRef<object>[] = [];
    const alive: number[] = [];
    await using server = await startServer((response, { url }, count) => {
      collect();
      alive.push(given.filter((page) => page.deref() !== undefined).length);
      const value = count > 4 ? [] : [{ incidentId: count * 2 }, { incidentId: count * 2 + 1 }];
      const link = `${server.url}/api/incidents?$skip=${count * 2}`;
      sendJson(response, { value, ...(count < 5 && { '@odata.nextLink': link }), url });
    });
    await using client = clientOf(server.url);
    const pages = rawPages(client.send, {
      request: { method: 'GET', audience: 'xdr', path: '/api/incidents' },
      pageMax: 2,
      keyOf: (incident) => String(incident['incidentId']),
    });
    for (;;) {
      // Not `for await`: its variable would hold the last page while the next one is on its way.
      const more = await (async (): Promise<boolean> => {
        const { value, done } = await pages.next();
        if (value !== undefined) for (const item of value.items) given.push(new WeakRef(item));
        return done !== true;
      })();
      if (!more) break;
    }
    expect(given).toHaveLength(8);
    expect(alive).toEqual([0, 0, 0, 0, 0]);
  });
});
