import { memoryTokenStore, type Route } from '@vedette/sdk';
import { startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openContext } from '../../src/open.ts';
import { runXsoar } from '../../src/xsoar/run.ts';
import { startHunting, type HuntingServer } from '../hunting/hunting-server.ts';

const BIG = '9007199254740993';

let cloud: Cloud;
let server: HuntingServer;
let from = 0;

beforeAll(async () => {
  cloud = await startCloud({ incidents: 1, quotas: false });
  server = await startHunting(({ query }) => ({
    columns: [
      ['DeviceName', 'String'],
      ['ReportId', 'Int64'],
      ['LogonId', 'Int64'],
    ],
    rows: query.startsWith('None')
      ? []
      : Array.from({ length: query.startsWith('One') ? 1 : 2 }, (_, at) => ({
          DeviceName: `<b>srv-${at}</b>`,
          ReportId: 40 + at,
          LogonId: BIG,
        })),
  }));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await cloud.stop();
});
beforeEach(() => {
  from = server.asked.length;
});

async function run(line: string, route?: Route): ReturnType<typeof runXsoar> {
  const { login, tenantId, clientId, clientSecret } = cloud.info;
  const context = openContext({
    profile: {
      name: 'simulated',
      cloud: 'custom',
      hosts: { login, graph: server.url, endpoint: server.url, xdr: server.url },
      tenant: tenantId,
      auth: { flow: 'client-secret', clientId, secret: clientSecret },
      ...(route && { route }),
      store: ':memory:',
    },
    tokens: memoryTokenStore(),
    quotas: false,
  });
  try {
    return await runXsoar(line, context);
  } finally {
    await context.close();
  }
}

const sent = (): string[] => server.asked.slice(from).map(({ query }) => query);
const two = [
  { DeviceName: '<b>srv-0</b>', ReportId: 40, LogonId: BIG },
  { DeviceName: '<b>srv-1</b>', ReportId: 41, LogonId: BIG },
];

describe('!microsoft-365-defender-advanced-hunting', () => {
  const name = '!microsoft-365-defender-advanced-hunting';
  const key = 'Microsoft365Defender.Hunt(val.query && val.query == obj.query)';

  it('puts its limit in place of that of the query, 50 if none is given, and none for -1', async () => {
    const { outputs } = await run(`${name} query="T | take 5 | where a == 'x | take 9'"`);
    await run(`${name} query="T" limit=7`);
    await run(`${name} query="T | take 5" limit=-1`);
    expect(sent()).toEqual(["T | limit 50 | where a == 'x | take 9'", 'T\n| limit 7', 'T | take 5']);
    expect(outputs).toEqual({
      [key]: { query: "T | limit 50 | where a == 'x | take 9'", results: two },
    });
  });

  it('gives the same context by every route, and shows text as text', async () => {
    const graph = await run(`${name} query=T`, 'graph');
    expect(await run(`${name} query=T`, 'native')).toEqual(graph);
    expect(server.asked.slice(from).map(({ path }) => path)).toEqual([
      '/v1.0/security/runHuntingQuery',
      '/api/advancedhunting/run',
    ]);
    expect(graph.readable).toContain('&lt;b&gt;srv-0&lt;/b&gt;');
    expect(graph.readable).toMatch(/\|DeviceName\|ReportId\|LogonId\|/);
  });

  it('gives an empty list where nothing was found', async () => {
    const { outputs, readable } = await run(`${name} query=None`);
    expect(outputs).toEqual({ [key]: { query: 'None\n| limit 50', results: [] } });
    expect(readable).toContain('No entries');
  });
});

describe('!msg-advanced-hunting', () => {
  it('leaves a query with a limit alone, and writes both contexts', async () => {
    const { outputs } = await run('!msg-advanced-hunting query="T | take 5"');
    await run('!msg-advanced-hunting query="T | where a == `take 5`" limit=3');
    await run('!msg-advanced-hunting query="T" limit=-1');
    expect(sent()).toEqual(['T | take 5', 'T | where a == `take 5`\n| limit 3', 'T']);
    const hunt = { query: 'T | take 5', results: two };
    expect(outputs).toEqual({
      'MsGraph.Hunt(val.query && val.query == obj.query)': hunt,
      'Microsoft365Defender.Hunt(val.query && val.query == obj.query)': hunt,
    });
  });
});

describe('!microsoft-atp-advanced-hunting', () => {
  const name = '!microsoft-atp-advanced-hunting';
  const key = 'MicrosoftATP.Hunt.Result';

  it('takes the query without a name, and keeps the rows under a name that is given', async () => {
    expect((await run(`${name} "T | take 2"`)).outputs).toEqual({ [key]: two });
    expect((await run(`${name} query=T name=mine`)).outputs).toEqual({ [key]: { mine: two } });
    expect(sent()).toEqual(['T | take 2', 'T']);
  });

  it('gives the report id of a single row as a text', async () => {
    expect((await run(`${name} query=One`)).outputs).toEqual({ [key]: [{ ...two[0], ReportId: '40' }] });
  });

  it('puts the range of time behind the table', async () => {
    await run(`${name} query="T|where a == 'x|y'" time_range="2 hours"`);
    expect(sent()).toEqual(["T\n| where Timestamp > ago(120m)\n|where a == 'x|y'"]);
  });

  it('runs a batch one after the other, and loses no result that has no name', async () => {
    const batch = JSON.stringify([
      { query: 'A', name: 'first' },
      { query: 'B', time_range: '1 day' },
      { query: 'None' },
    ]);
    const { outputs, readable } = await run(`${name} query_batch=\`${batch}\` time_range="1 hour"`);
    expect(outputs).toEqual({ [key]: { first: two, query_2: two, query_3: [] } });
    expect(sent()).toEqual([
      'A\n| where Timestamp > ago(60m)',
      'B\n| where Timestamp > ago(1440m)',
      'None\n| where Timestamp > ago(60m)',
    ]);
    expect(readable).toContain('Hunt results of query_2');
  });

  it.each([
    ['neither', '', 'query'],
    ['both', 'query=T query_batch=`[{"query":"T"}]`', 'query'],
    ['no JSON', 'query_batch=`{`', 'query_batch'],
    [
      'eleven',
      `query_batch=\`${JSON.stringify(Array.from({ length: 11 }, () => ({ query: 'T' })))}\``,
      'query_batch',
    ],
    ['one without a query', 'query_batch=`[{"name":"a"}]`', 'query_batch'],
    [
      'the same name twice',
      'query_batch=`[{"query":"T","name":"a"},{"query":"T","name":"a"}]`',
      'query_batch',
    ],
    ['no range of time', 'query=T time_range=soon', 'time_range'],
  ])('asks nobody when it is given %s', async (_, words, argument) => {
    await expect(run(`${name} ${words}`)).rejects.toMatchObject({ code: 'MDE_INPUT', facts: { argument } });
    expect(sent()).toEqual([]);
  });
});
