import { registerSecret, startCloud, type Cloud } from '@vedette/testkit';
import { askToken, bearer } from '../ask.ts';
import { afterEach, beforeAll, afterAll, expect, it } from 'vitest';
import { refusalOf } from '../../src/services/hunting/diagnostic.ts';
import { Hunter } from './hunter.ts';
import { Reader } from '../tenant/reader.ts';

const NOW = '2026-11-20T00:00:00Z';
let cloud: Cloud;
let graph: Hunter;
let xdr: Hunter;
let endpoint: Hunter;

beforeAll(async () => {
  cloud = await startCloud({ clock: NOW, quotas: false });
  [graph, xdr, endpoint] = await Promise.all([
    Hunter.signIn(cloud, 'graph'),
    Hunter.signIn(cloud, 'xdr'),
    Hunter.signIn(cloud, 'endpoint'),
  ]);
});
afterAll(() => cloud.stop());
afterEach(() => cloud.admin('DELETE', '/_sim/fault'));

const fault = (name: string, params: object = {}): Promise<unknown> =>
  cloud.admin('POST', '/_sim/fault', { name, ...params });

const SAMPLE = 'DeviceInfo | project Timestamp, DeviceName, OSBuild, IsAzureADJoined | take 1';

// https://learn.microsoft.com/graph/api/security-security-runhuntingquery
it('Graph answers with schema and results in small letters', async () => {
  const { status, body } = await graph.ask(SAMPLE);
  expect(status).toBe(200);
  expect(body['@odata.context']).toMatch(
    /\/v1\.0\/\$metadata#microsoft\.graph\.security\.huntingQueryResults$/,
  );
  expect(body['schema']).toEqual([
    { name: 'Timestamp', type: 'DateTime' },
    { name: 'DeviceName', type: 'String' },
    { name: 'OSBuild', type: 'Int64' },
    { name: 'IsAzureADJoined', type: 'SByte' },
  ]);
  const [row] = body['results'] as Record<string, unknown>[];
  expect(row?.['Timestamp']).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
  expect(row?.['IsAzureADJoined']).toBeOneOf([0, 1]);
});

// https://learn.microsoft.com/defender-xdr/api-advanced-hunting
it('the native APIs answer with Schema, Results and Stats', async () => {
  for (const hunter of [xdr, endpoint]) {
    const { status, body } = await hunter.ask(SAMPLE);
    expect(status).toBe(200);
    expect((body['Schema'] as object[])[0]).toEqual({ Name: 'Timestamp', Type: 'DateTime' });
    expect(body['Results']).toHaveLength(1);
    expect(body['Stats']).toMatchObject({ dataset_statistics: [{ table_row_count: 1 }] });
  }
});

it('the same query gives the same rows whichever endpoint answers', async () => {
  const query = 'DeviceProcessEvents | summarize Count = count() by FileName | sort by FileName asc';
  const rows = await graph.rows(query);
  expect(rows.length).toBeGreaterThan(30);
  expect(await xdr.rows(query)).toEqual(rows);
  expect(await endpoint.rows(query)).toEqual(rows);
});

it('bool and dynamic come in either of their forms', async () => {
  const query =
    'CloudAppEvents | where isnotempty(RawEventData) | project IsAdminOperation, RawEventData | take 1';
  const text = await graph.one(query);
  expect(text['IsAdminOperation']).toBe(0);
  expect(JSON.parse(String(text['RawEventData']))).toHaveProperty('Operation');
  await fault('hunting-boolean');
  await fault('hunting-dynamic-object');
  const { body } = await graph.ask(query);
  expect(body['schema']).toEqual([
    { name: 'IsAdminOperation', type: 'Boolean' },
    { name: 'RawEventData', type: 'Object' },
  ]);
  expect(body['results']).toEqual([
    { IsAdminOperation: false, RawEventData: JSON.parse(String(text['RawEventData'])) as unknown },
  ]);
});

it('Defender for Endpoint knows the tables of devices and no others', async () => {
  const { status, body } = await endpoint.ask('EmailEvents | take 1');
  expect(status).toBe(400);
  expect(body.error.code).toBe('BadRequest');
  expect(body.error.message).toBe(
    "'take' operator: Failed to resolve table or column expression named 'EmailEvents'",
  );
  expect((await xdr.ask('EmailEvents | take 1')).status).toBe(200);
});

it('says in the words of the service what is wrong with a query', async () => {
  const refused = async (query: string): Promise<string> => {
    const { status, body } = await graph.ask(query);
    expect([status, body.error.code]).toEqual([400, 'BadRequest']);
    return body.error.message;
  };
  expect(await refused('DeviceInfo | project x')).toBe(
    "'project' operator: Failed to resolve scalar expression named 'x'",
  );
  expect(await refused("DeviceInfo\n| where Nmae == 'a'\n| take 1")).toBe(
    "'where' operator: Failed to resolve column or scalar expression named 'Nmae'",
  );
  expect(await refused('DeviceInfo | where')).toMatch(
    /^A recognition error occurred\. \[line:position=1:\d+\]/,
  );
  expect(await refused('')).toMatch(/^A recognition error occurred\./);
  expect(await refused('DeviceInfo | where nosuch(DeviceId)')).toMatch(/^Unknown function: 'nosuch'\./);
});

it('refuses a body that is no query', async () => {
  const reader = await Reader.signIn(cloud, 'graph');
  for (const body of ['', 'null', '[]', '{"Query":7}', '{"query"']) {
    const { status, body: answer } = await reader.call('POST', '/v1.0/security/runHuntingQuery', body);
    expect([body, status, answer.error.code]).toEqual([body, 400, 'BadRequest']);
  }
});

it('each trouble has its documented words', async () => {
  const words: Readonly<Record<string, string>> = {
    'hunting-timeout': 'Query exceeded the timeout period.',
    'hunting-size-exceeded':
      'Query execution has exceeded the allowed result size. Optimize your query by limiting the number of results and try again',
    'hunting-excessive-resources': 'Query stopped due to excessive resource consumption.',
    'hunting-unexpected-error':
      'An unexpected error occurred during query execution. Please try again in a few minutes.',
  };
  for (const [name, message] of Object.entries(words)) {
    await fault(name, { times: 1 });
    const { status, body } = await xdr.ask('DeviceInfo | take 1');
    expect([name, status, body.error.message]).toEqual([name, 400, message]);
  }
  await fault('hunting-excessive-resources', { operator: 'join', times: 1 });
  expect((await xdr.ask('DeviceInfo | take 1')).body.error.message).toBe(
    'Query stopped. Adjust use of the join operator to avoid excessive resource consumption.',
  );
  await fault('hunting-preempted', { times: 1 });
  expect((await xdr.ask('DeviceInfo | take 1')).body.error.message).toContain('preempted');
  expect((await xdr.ask('DeviceInfo | take 1')).status).toBe(200);
});

it('a query that runs too long is stopped', async () => {
  await fault('hunting-timeout', { ms: 200 });
  const { status, body } = await graph.ask(
    'DeviceProcessEvents | extend k = 1 | join kind=inner (DeviceProcessEvents | extend k = 1) on k | summarize dcount(strcat(FileName, ProcessCommandLine1))',
  );
  expect([status, body.error.message]).toEqual([400, 'Query exceeded the timeout period.']);
  await cloud.admin('DELETE', '/_sim/fault');
  expect((await graph.ask(SAMPLE)).status).toBe(200);
});

it('says that it is the simulator that cannot run a query, and not the cloud', () => {
  const refusal = refusalOf('DeviceInfo | take 1', [
    { code: 'KQL_UNSUPPORTED', severity: 'error', message: 'Not yet.', line: 1, column: 3, length: 1 },
  ]);
  expect([refusal.status, refusal.code]).toEqual([501, 'SimulatorUnsupported']);
  expect(refusal.message).toContain('[line:position=1:3]');
});

it('asks for the permission of its page', async () => {
  await fault('missing-role');
  const answers = await Promise.all(
    [graph, xdr, endpoint].map((hunter) => hunter.ask('DeviceInfo | take 1')),
  );
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  expect(answers.map(({ body }) => /required roles: ([\w.]+)/.exec(body.error.message)?.[1])).toEqual([
    'ThreatHunting.Read.All',
    'AdvancedHunting.Read.All',
    'AdvancedQuery.Read.All',
  ]);
});

it('takes the token of a person who may read, and nobody without a token', async () => {
  const analyst = cloud.info.users.find(({ username }) => username.startsWith('analyst'));
  const signedIn = async (scope: string): Promise<number> => {
    const { body } = await askToken(cloud, {
      grant_type: 'password',
      client_id: cloud.info.publicClientId,
      username: analyst?.username ?? '',
      password: analyst?.password ?? '',
      scope: `https://graph.microsoft.com/${scope}`,
    });
    registerSecret(String(body['access_token']));
    const answer = await fetch(`${cloud.info.graph}/v1.0/security/runHuntingQuery`, {
      method: 'POST',
      headers: { ...bearer(String(body['access_token'])), 'content-type': 'application/json' },
      body: JSON.stringify({ Query: 'DeviceInfo | take 1' }),
    });
    await answer.text();
    return answer.status;
  };
  expect(await signedIn('ThreatHunting.Read.All')).toBe(200);
  const bare = await fetch(`${cloud.info.graph}/v1.0/security/runHuntingQuery`, {
    method: 'POST',
    body: '{}',
  });
  expect(bare.status).toBe(401);
});

it('knows thirty days and no more, on every table that has a time', async () => {
  for (const table of ['DeviceProcessEvents', 'DeviceInfo', 'AlertInfo', 'EmailEvents']) {
    const { First, Last } = await graph.one(
      `${table} | summarize First = min(Timestamp), Last = max(Timestamp)`,
    );
    expect(String(First) >= '2026-10-21T00:00:00').toBe(true);
    expect(String(First) < '2026-10-23').toBe(true);
    expect(String(Last) > '2026-11-18').toBe(true);
    expect(String(Last) <= '2026-11-20T00:00:00.0000000Z').toBe(true);
  }
});

it('a timespan in any of its forms narrows what a query sees', async () => {
  const spans: Readonly<Record<string, readonly [from: string, to: string]>> = {
    P2D: ['2026-11-18T00:00:00', '2026-11-20T00:00:00.0000000Z'],
    '2026-11-01T08:00:00Z/2026-11-03T08:00:00Z': ['2026-11-01T08:00:00', '2026-11-03T08:00:00.9'],
    'P1D/2026-11-10T00:00:00Z': ['2026-11-09T00:00:00', '2026-11-10T00:00:00.9'],
    '2026-11-05T00:00:00Z/PT12H': ['2026-11-05T00:00:00', '2026-11-05T12:00:00.9'],
    '2026-11-15': ['2026-11-15T00:00:00', '2026-11-20T00:00:00.0000000Z'],
  };
  for (const [Timespan, [from, to]] of Object.entries(spans)) {
    const { First, Last, Count } = await graph.one(
      'DeviceProcessEvents | summarize First = min(Timestamp), Last = max(Timestamp), Count = count()',
      { Timespan },
    );
    expect([Timespan, Number(Count) > 50]).toEqual([Timespan, true]);
    expect([Timespan, String(First) >= from, String(Last) <= to]).toEqual([Timespan, true, true]);
    const all = await graph.one(
      `DeviceProcessEvents | where Timestamp >= datetime(${from}) and Timestamp <= datetime(${to}) | count`,
    );
    expect([Timespan, Count]).toEqual([Timespan, Object.values(all)[0]]);
  }
  const outside = await graph.one('DeviceProcessEvents | count', { Timespan: '2026-01-01/2026-02-01' });
  expect(Object.values(outside)).toEqual([0]);
  for (const wrong of ['yesterday', 'P', 'PT', '2026-02-30x', 'P1D/P2D', 'a/b/c', 7])
    expect([wrong, (await graph.ask('DeviceInfo | take 1', { Timespan: wrong })).status]).toEqual([
      wrong,
      400,
    ]);
});

it('rows can lag behind what happened', async () => {
  const last = async (): Promise<unknown> =>
    (await graph.one('DeviceProcessEvents | summarize Last = max(Timestamp)'))['Last'];
  expect(String(await last()) > '2026-11-19T12').toBe(true);
  await fault('hunting-lag', { minutes: 24 * 60 });
  expect(String(await last()) <= '2026-11-19T00:00:00.0000000Z').toBe(true);
});
