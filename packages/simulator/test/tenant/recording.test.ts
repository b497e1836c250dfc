import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch, startCloud } from '@vedette/testkit';
import { describe, expect, it } from 'vitest';
import { listIn, Reader } from './reader.ts';

type Item = Record<string, unknown>;

const fixtures = join(import.meta.dirname, '../../../../../shared/fixtures');
const present = existsSync(fixtures);
const SKIPPED = '(skipped where ../shared/fixtures is not beside the repository)';

/** Written for this test in the shapes of the documentation; with fields that nobody documented. */
const INCIDENT = {
  incidentId: 4711,
  redirectIncidentId: null,
  incidentName: 'Recorded',
  createdTime: '2026-01-02T03:04:05.6Z',
  lastUpdateTime: '2026-01-02T03:04:06.1234567Z',
  assignedTo: null,
  classification: 'Unknown',
  determination: 'NotAvailable',
  status: 'Active',
  severity: 'UnSpecified',
  tags: ['t'],
  comments: [{ comment: 'hi', createdBy: 'a@b.example', createdTime: '2026-01-02T03:04:07Z' }],
  somethingNew: { deep: [1, null] },
  alerts: [
    {
      alertId: 'da1',
      incidentId: 4711,
      serviceSource: 'SomethingBrandNew',
      creationTime: '2026-01-02T03:04:05Z',
      lastUpdatedTime: '2026-01-02T03:04:06Z',
      resolvedTime: null,
      firstActivity: null,
      lastActivity: null,
      title: 'x',
      status: 'New',
      severity: 'Low',
      classification: null,
      determination: null,
      extra: 'kept',
      devices: [
        { mdatpDeviceId: 'm1', aadDeviceId: null, deviceDnsName: null, healthStatus: 'Odd', more: 1 },
      ],
      entities: [
        { entityType: 'User', accountName: 'u', domainName: 'D', userPrincipalName: null },
        {
          entityType: 'Process',
          processId: 7,
          processCommandLine: '"x" -y',
          parentProcessId: null,
          deviceId: 'm1',
        },
        { entityType: 'Quantum', spin: 'up' },
      ],
    },
  ],
};

describe('recorded answers', () => {
  it('come back field for field, unknown fields and words included, and show later changes', async () => {
    const file = join(scratch('recording'), 'one.json');
    writeFileSync(file, JSON.stringify(INCIDENT));
    await using cloud = await startCloud({ load: [file] });
    const xdr = await Reader.signIn(cloud, 'xdr');
    const { body } = await xdr.get('/api/incidents');
    expect(body.value).toEqual([INCIDENT]);
    expect(Object.keys(body.value[0] ?? {})).toEqual(Object.keys(INCIDENT));
    await xdr.call('PATCH', '/api/incidents/4711', { comment: 'more' });
    const after = (await xdr.get('/api/incidents/4711')).body;
    expect(after['comments']).toHaveLength(2);
    expect(after['somethingNew']).toEqual(INCIDENT.somethingNew);
    const graph = await Reader.signIn(cloud, 'graph');
    const { value } = (await graph.get('/v1.0/security/incidents?$expand=alerts')).body;
    expect(value[0]).toMatchObject({
      id: '4711',
      displayName: 'Recorded',
      severity: 'unknown',
      status: 'active',
    });
    expect(value[0]).toHaveProperty('alerts.0.serviceSource', 'unknownFutureValue');
    const evidence = listIn(listIn(value[0], 'alerts')[0], 'evidence');
    expect(evidence.map((one) => one['@odata.type'])).toEqual([
      '#microsoft.graph.security.deviceEvidence',
      '#microsoft.graph.security.userEvidence',
      '#microsoft.graph.security.processEvidence',
    ]);
  });

  it('of the same incident count by their last update', async () => {
    const folder = scratch('recording');
    const newer = { ...INCIDENT, lastUpdateTime: '2026-01-03T00:00:00Z', incidentName: 'newer' };
    writeFileSync(join(folder, 'a.json'), JSON.stringify({ value: [newer] }));
    writeFileSync(
      join(folder, 'b.json'),
      JSON.stringify({ response_list: [{ value: [INCIDENT] }, { value: [] }] }),
    );
    await using cloud = await startCloud({ load: [folder] });
    const xdr = await Reader.signIn(cloud, 'xdr');
    expect(await xdr.all('/api/incidents')).toEqual([newer]);
    const latest = { ...newer, lastUpdateTime: '2026-01-04T00:00:00Z', incidentName: 'latest', alerts: [] };
    writeFileSync(join(folder, 'c.json'), JSON.stringify([latest]));
    await cloud.admin('POST', '/_sim/seed', { load: [join(folder, 'c.json')] });
    expect(await xdr.all('/api/incidents')).toEqual([latest]);
    const endpoint = await Reader.signIn(cloud, 'endpoint');
    expect(await endpoint.all('/api/alerts')).toEqual([]);
  });

  it('that are no JSON are refused by name', async () => {
    const file = join(scratch('recording'), 'broken.json');
    writeFileSync(file, '{"value": [');
    await expect(startCloud({ load: [file] })).rejects.toThrow('broken.json is not JSON');
  });

  it.skipIf(!present)(`of the fixtures come back field for field ${SKIPPED}`, async () => {
    await using cloud = await startCloud({ load: [fixtures], quotas: false });
    const xdr = await Reader.signIn(cloud, 'xdr');
    const got = new Map(
      (await xdr.all('/api/incidents')).map((incident) => [incident['incidentId'], incident]),
    );
    const recorded = recordedIncidents();
    expect(recorded.size).toBe(127);
    for (const [id, incident] of recorded) expect(got.get(id)).toEqual(incident);
    const graph = await Reader.signIn(cloud, 'graph');
    const graphed = await graph.all('/v1.0/security/incidents?$expand=alerts');
    expect(graphed).toHaveLength(got.size);
    for (const incident of graphed) {
      const native = got.get(Number(incident['id']));
      expect(incident['lastUpdateDateTime']).toBe(native?.['lastUpdateTime']);
      expect(listIn(incident, 'alerts')).toHaveLength(listIn(native, 'alerts').length);
    }
  });

  it.skipIf(!present)(`of Defender for Endpoint alerts come back field for field ${SKIPPED}`, async () => {
    const file = join(fixtures, 'endpoint-first_response_alerts.json');
    await using cloud = await startCloud({ load: [file] });
    const endpoint = await Reader.signIn(cloud, 'endpoint');
    const { value } = JSON.parse(readFileSync(file, 'utf8')) as { value: Item[] };
    for (const alert of value) {
      const { body } = await endpoint.get(`/api/alerts/${String(alert['id'])}`);
      const { '@odata.context': _context, ...got } = body;
      expect(got).toEqual(alert);
    }
  });
});

function recordedIncidents(): Map<unknown, Item> {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(fixtures, name), 'utf8'));
  const pages = read('xdr-fetch_response.json') as { response_list: { value: Item[] }[] };
  const list = read('xdr-incidents_list_response.json') as { value: Item[] };
  const all = [
    ...pages.response_list.flatMap(({ value }) => value),
    ...list.value,
    read('xdr-raw_incident.json') as Item,
  ];
  const latest = new Map<unknown, Item>();
  for (const incident of all) {
    const known = latest.get(incident['incidentId']);
    if (known === undefined || String(known['lastUpdateTime']) <= String(incident['lastUpdateTime']))
      latest.set(incident['incidentId'], incident);
  }
  return latest;
}
