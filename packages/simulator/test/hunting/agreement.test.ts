import { defenderSchema } from '@vedette/kql';
import { startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listIn, Reader } from '../tenant/reader.ts';
import { Hunter, type Rows } from './hunter.ts';

let cloud: Cloud;
let graph: Hunter;
let reader: Reader;
let alerts: Record<string, unknown>[];

beforeAll(async () => {
  cloud = await startCloud({
    clock: '2026-11-20T00:00:00Z',
    incidents: 60,
    seed: 'agreement',
    quotas: false,
  });
  graph = await Hunter.signIn(cloud);
  reader = await Reader.signIn(cloud, 'graph');
  const all = await reader.all('/v1.0/security/alerts_v2?$top=100');
  alerts = all.filter(({ createdDateTime }) => String(createdDateTime) >= '2026-10-21T01');
  expect(alerts.length).toBeGreaterThan(100);
});
afterAll(() => cloud.stop());

// Some sixty queries one after the other.
it('every table of the schema answers with its columns', { timeout: 90_000 }, async () => {
  for (const [name, columns] of defenderSchema) {
    const { status, body } = await graph.ask(`${name} | take 1`);
    expect([name, status]).toEqual([name, 200]);
    const names = (body['schema'] as { name: string }[]).map((column) => column.name);
    expect([name, names]).toEqual([name, columns.map((column) => column.name)]);
  }
});

it('the alerts of the API are the alerts of AlertInfo, to the last digit of their times', async () => {
  const rows = await graph.rows('AlertInfo | project AlertId, Timestamp, Title, Category');
  const known = new Map(rows.map((row) => [row['AlertId'], row]));
  for (const alert of alerts) {
    const row = known.get(alert['id']);
    expect(row?.['Title']).toBe(alert['title']);
    expect(row?.['Category']).toBe(alert['category']);
    expect(trimmed(row?.['Timestamp'])).toBe(alert['createdDateTime']);
  }
});

/** The API leaves out the zeros at the end. */
function trimmed(time: unknown): string {
  return String(time).replace(/\.?0*Z$/, 'Z');
}

/** Where a piece of evidence of Graph must be found: table, and what its columns hold. */
function expected(evidence: Record<string, unknown>): [table: string, columns: Record<string, unknown>][] {
  const type = String(evidence['@odata.type']).replace('#microsoft.graph.security.', '');
  const file = (evidence['fileDetails'] ?? evidence['imageFile'] ?? {}) as Record<string, unknown>;
  const device = evidence['mdeDeviceId'];
  switch (type) {
    case 'deviceEvidence':
      return [['DeviceInfo', { DeviceId: device, DeviceName: evidence['deviceDnsName'] }]];
    case 'fileEvidence':
      return [
        [
          'DeviceFileEvents',
          {
            DeviceId: device,
            FileName: file['fileName'],
            SHA1: file['sha1'] ?? '',
            SHA256: file['sha256'] ?? '',
          },
        ],
      ];
    case 'processEvidence':
      return [
        [
          'DeviceProcessEvents',
          {
            DeviceId: device,
            ProcessId: evidence['processId'],
            ProcessCommandLine: evidence['processCommandLine'],
            SHA1: file['sha1'] ?? '',
            InitiatingProcessId: evidence['parentProcessId'],
          },
        ],
      ];
    case 'analyzedMessageEvidence':
      return [
        [
          'EmailEvents',
          {
            NetworkMessageId: evidence['networkMessageId'],
            Subject: evidence['subject'],
            RecipientEmailAddress: evidence['recipientEmailAddress'],
          },
        ],
      ];
    case 'registryValueEvidence':
      return [
        [
          'DeviceRegistryEvents',
          {
            DeviceId: device,
            RegistryValueName: evidence['registryValueName'],
            RegistryValueData: evidence['registryValue'],
          },
        ],
      ];
    case 'cloudApplicationEvidence':
      return [['CloudAppEvents', { Application: evidence['displayName'] }]];
    case 'oauthApplicationEvidence':
      return [['OAuthAppInfo', { OAuthAppId: evidence['appId'] }]];
    default:
      return [];
  }
}

it('each piece of evidence of each alert is found in the table where one looks for it', async () => {
  const wanted = new Map<string, Record<string, unknown>[]>();
  for (const alert of alerts)
    for (const evidence of listIn(alert, 'evidence'))
      for (const [table, columns] of expected(evidence))
        wanted.set(table, [...(wanted.get(table) ?? []), columns]);
  expect([...wanted.keys()].toSorted()).toEqual([
    'CloudAppEvents',
    'DeviceFileEvents',
    'DeviceInfo',
    'DeviceProcessEvents',
    'DeviceRegistryEvents',
    'EmailEvents',
    'OAuthAppInfo',
  ]);
  for (const [table, list] of wanted) {
    const names = Object.keys(list[0] ?? {});
    const rows = await graph.rows(`${table} | project ${names.join(', ')}`);
    const known = new Set(rows.map((row) => JSON.stringify(names.map((name) => row[name]))));
    const missing = list
      .map((columns) => JSON.stringify(names.map((name) => columns[name] ?? '')))
      .filter((text) => !known.has(text));
    expect([table, missing.slice(0, 3)]).toEqual([table, []]);
  }
});

it('addresses and links of the evidence were seen by a machine, a mailbox or the directory', async () => {
  const addresses = new Set<unknown>();
  const urls = new Set<unknown>();
  for (const alert of alerts)
    for (const evidence of listIn(alert, 'evidence')) {
      if (typeof evidence['ipAddress'] === 'string') addresses.add(evidence['ipAddress']);
      if (typeof evidence['url'] === 'string') urls.add(evidence['url']);
    }
  const column = async (table: string, name: string): Promise<unknown[]> =>
    (await graph.rows(`${table} | distinct ${name}`)).map((row) => row[name]);
  const seen = new Set([
    ...(await column('DeviceNetworkEvents', 'RemoteIP')),
    ...(await column('EntraIdSignInEvents', 'IPAddress')),
    ...(await column('CloudAppEvents', 'IPAddress')),
  ]);
  const opened = new Set([
    ...(await column('DeviceNetworkEvents', 'RemoteUrl')),
    ...(await column('EmailUrlInfo', 'Url')),
  ]);
  expect(addresses.size).toBeGreaterThan(10);
  expect([...addresses].filter((address) => !seen.has(address))).toEqual([]);
  expect(urls.size).toBeGreaterThan(10);
  expect([...urls].filter((url) => !opened.has(url))).toEqual([]);
});

it('machines are those of the API, with the tags they have now', async () => {
  const endpoint = await Reader.signIn(cloud, 'endpoint');
  const machines = await endpoint.all('/api/machines');
  const newest =
    'DeviceInfo | summarize arg_max(Timestamp, *) by DeviceId | project DeviceId, DeviceName, OSPlatform, DeviceManualTags';
  const before = new Map((await graph.rows(newest)).map((row) => [row['DeviceId'], row]));
  expect(before.size).toBe(machines.length);
  for (const machine of machines)
    expect(before.get(machine['id'])).toMatchObject({
      DeviceName: machine['computerDnsName'],
      OSPlatform: machine['osPlatform'],
    });
  const id = String(machines[0]?.['id']);
  await endpoint.call('PATCH', `/api/machines/${id}`, { machineTags: ['set by hand'] });
  const row = (await graph.rows(newest)).find(({ DeviceId }) => DeviceId === id);
  expect(row?.['DeviceManualTags']).toBe('["set by hand"]');
});

it('an alert that surfaces while one looks can be hunted at once', async () => {
  const count = async (): Promise<unknown> => Object.values(await graph.one('AlertInfo | count'))[0];
  const before = Number(await count());
  await cloud.admin('POST', '/_sim/seed', { create: { id: 900_001 } });
  const incident = await reader.get('/v1.0/security/incidents/900001?$expand=alerts');
  const added = listIn(incident.body, 'alerts');
  expect(added.length).toBeGreaterThan(0);
  expect(await count()).toBe(before + added.length);
  const rows: Rows = await graph.rows(`AlertEvidence | where AlertId == '${String(added[0]?.['id'])}'`);
  expect(rows.length).toBe(listIn(added[0], 'evidence').length);
  await cloud.admin('POST', '/_sim/seed', { surface: {} });
  expect(await count()).toBe(before + added.length);
  await cloud.admin('POST', '/_sim/seed', { surface: { all: true } });
  expect(Number(await count())).toBeGreaterThan(before + added.length);
});
