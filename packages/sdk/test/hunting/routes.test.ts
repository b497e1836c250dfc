import { describe, expect, it } from 'vitest';
import type { ConnectOptions, HuntOptions, HuntRow } from '../../src/index.ts';
import { clientOf, fixedCredential, jwt, sendJson, startServer } from '../transport/small-server.ts';
import type { SmallServer } from '../transport/small-server.ts';
import { VirtualClock } from '../transport/virtual-clock.ts';

const query = 'DeviceInfo | take 1';

/** The same row as each API writes it. */
const answers = {
  '/v1.0/security/runHuntingQuery': {
    '@odata.context':
      'https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.security.huntingQueryResults',
    schema: [
      { name: 'Timestamp', type: 'DateTime' },
      { name: 'IsTransient', type: 'Boolean' },
      { name: 'Bag', type: 'Object' },
    ],
    results: [{ Timestamp: '2026-02-01T08:00:00.1234567Z', IsTransient: true, Bag: { a: 1 } }],
  },
  '/api/advancedhunting/run': {
    Stats: { ExecutionTime: 0.5 },
    Schema: [
      { Name: 'Timestamp', Type: 'DateTime' },
      { Name: 'IsTransient', Type: 'SByte' },
      { Name: 'Bag', Type: 'Object' },
    ],
    Results: [{ Timestamp: '2026-02-01T08:00:00.1234567Z', IsTransient: 1, Bag: '{"a":1}' }],
  },
  '/api/advancedqueries/run': {
    Schema: [
      { Name: 'Timestamp', Type: 'System.DateTime' },
      { Name: 'IsTransient', Type: 'System.SByte' },
      { Name: 'Bag', Type: 'System.Object' },
    ],
    Results: [{ Timestamp: '2026-02-01 08:00:00.1234567', IsTransient: 1, Bag: { a: 1 } }],
  },
} as const;

async function startHunting(): Promise<SmallServer> {
  return startServer((response, { url }) =>
    sendJson(
      response,
      answers[url as keyof typeof answers] ?? { error: { code: 'NotFound' } },
      url in answers ? 200 : 404,
    ),
  );
}

async function hunt(
  server: SmallServer,
  options: HuntOptions = {},
  connect: Partial<ConnectOptions> = {},
): Promise<{ columns: unknown; rows: HuntRow[]; route: string }> {
  await using client = clientOf(server.url, connect);
  const { columns, rows, route } = await client.hunting.run(query, options);
  return { columns, rows: (await Array.fromAsync(rows)).flat(), route };
}

const may = (...roles: string[]): Partial<ConnectOptions> => ({
  credential: fixedCredential([jwt({ roles, idtyp: 'app' })]),
});

describe('the route of a hunt', () => {
  it('does not show in columns, types and values', async () => {
    await using server = await startHunting();
    const [graph, xdr, endpoint] = [
      await hunt(server, { route: 'graph' }),
      await hunt(server, { route: 'xdr' }),
      await hunt(server, { route: 'endpoint' }),
    ];
    expect(graph).toEqual({
      route: 'graph',
      columns: [
        { name: 'Timestamp', type: 'datetime' },
        { name: 'IsTransient', type: 'bool' },
        { name: 'Bag', type: 'dynamic' },
      ],
      rows: [['2026-02-01T08:00:00.1234567Z', true, { a: 1 }]],
    });
    expect(xdr).toEqual({ ...graph, route: 'xdr' });
    expect(endpoint).toEqual({ ...graph, route: 'endpoint' });
    expect(server.seen.map(({ method, url, body }) => ({ method, url, body }))).toEqual(
      Object.keys(answers).map((url) => ({ method: 'POST', url, body: JSON.stringify({ Query: query }) })),
    );
  });

  it.each<[string, string[], HuntOptions['route'], string]>([
    ['Graph first', ['ThreatHunting.Read.All', 'AdvancedHunting.Read.All'], 'auto', 'graph'],
    ['Defender XDR next', ['AdvancedHunting.Read.All', 'AdvancedQuery.Read.All'], 'auto', 'xdr'],
    ['Defender for Endpoint last', ['AdvancedQuery.Read.All'], 'auto', 'endpoint'],
    ['Defender XDR for native', ['ThreatHunting.Read.All', 'AdvancedHunting.Read.All'], 'native', 'xdr'],
    ['Defender for Endpoint for native where only it may', ['AdvancedQuery.Read.All'], 'native', 'endpoint'],
    ['what was asked for, whatever the token says', ['AdvancedQuery.Read.All'], 'xdr', 'xdr'],
  ])('is %s', async (_, roles, route, expected) => {
    await using server = await startHunting();
    expect((await hunt(server, { route }, may(...roles))).route).toBe(expected);
  });

  it('is Defender for Endpoint behind a broker, which is asked for no other token', async () => {
    await using server = await startHunting();
    const credential = fixedCredential();
    const broker = { ...credential, identity: { ...credential.identity, flow: 'broker' as const } };
    expect((await hunt(server, { route: 'auto' }, { credential: broker })).route).toBe('endpoint');
  });

  it('is refused before anything is sent when the token may use none', async () => {
    await using server = await startHunting();
    await expect(hunt(server, { route: 'auto' }, may('Alert.Read.All'))).rejects.toMatchObject({
      code: 'MDE_PERMISSION',
      message: expect.stringContaining('ThreatHunting.Read.All') as string,
      facts: {
        needed: {
          graph: ['ThreatHunting.Read.All'],
          xdr: ['AdvancedHunting.Read.All'],
          endpoint: ['AdvancedQuery.Read.All'],
        },
      },
    });
    expect(server.seen).toEqual([]);
  });
});

describe('the end of the native routes', () => {
  it('is said at most once in a process, and never for Graph', async () => {
    await using server = await startHunting();
    const notes: string[] = [];
    const onNote = (text: string): number => notes.push(text);
    for (const route of ['graph', 'xdr', 'endpoint', 'xdr'] as const)
      await hunt(server, { route }, { onNote });
    // An earlier test of this file has hunted by them already.
    expect(notes).toEqual([]);
    const { createHuntingResource } = await freshCopy();
    const context = { route: 'graph', timeoutMs: undefined, onNote } as const;
    const { credential, send } = clientOf(server.url);
    const fresh = createHuntingResource({ ...context, credential, send, clock: new VirtualClock() });
    await fresh.run(query);
    expect(notes).toEqual([]);
    await fresh.run(query, { route: 'xdr' });
    await fresh.run(query, { route: 'endpoint' });
    expect(notes).toEqual([expect.stringContaining('2027-02-01')]);
  });
});

/** As in a process of its own. */
async function freshCopy(): Promise<typeof import('../../src/resource/hunting/create.ts')> {
  const { vi } = await import('vitest');
  vi.resetModules();
  return import('../../src/resource/hunting/create.ts');
}

describe('a time span', () => {
  it('goes to Graph', async () => {
    await using server = await startHunting();
    for (const timespan of [
      'P7D',
      'PT12H30M',
      'P30D/2024-02-15T08:00:00Z',
      '2024-02-01T08:00:00Z/2024-02-15T08:00:00Z',
      '2024-02-01T08:00:00Z/P1D',
      '2024-02-01T08:00:00Z',
    ]) {
      await hunt(server, { timespan });
      expect(JSON.parse(server.seen.at(-1)?.body ?? '')).toEqual({ Query: query, Timespan: timespan });
    }
  });

  it.each(['7d', 'P', 'PT', '2024-02-01/', 'P1D/P1D', "P1D'"])(
    'is refused when it is %s',
    async (timespan) => {
      await using server = await startHunting();
      await expect(hunt(server, { timespan })).rejects.toMatchObject({
        code: 'MDE_INPUT',
        facts: { argument: 'timespan' },
      });
      expect(server.seen).toEqual([]);
    },
  );

  it('is refused on a route that takes none, with what to write instead', async () => {
    await using server = await startHunting();
    await expect(hunt(server, { timespan: 'P7D', route: 'xdr' })).rejects.toMatchObject({
      code: 'MDE_INPUT',
      advice: expect.stringContaining('ago(7d)') as string,
    });
    expect(server.seen).toEqual([]);
  });
});
