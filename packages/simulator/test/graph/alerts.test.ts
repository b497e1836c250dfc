import { startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader } from '../tenant/reader.ts';

let cloud: Cloud;
let graph: Reader;
const LIST = '/v1.0/security/alerts_v2';

beforeAll(async () => {
  cloud = await startCloud({ incidents: 60, seed: 'alerts', quotas: false });
  graph = await Reader.signIn(cloud, 'graph');
});
afterAll(() => cloud.stop());

describe('Graph security alerts', () => {
  it('are the alerts of the incidents, each once, newest first, with an opaque token for the next page', async () => {
    const first = await graph.get(`${LIST}?$top=20`);
    expect(String(first.body['@odata.nextLink'])).toContain('$skiptoken=');
    const alerts = await graph.all(`${LIST}?$top=20`);
    const incidents = await graph.all('/v1.0/security/incidents?$expand=alerts');
    const expected = incidents.flatMap((incident) => incident['alerts'] as Record<string, unknown>[]);
    const byId = (a: Record<string, unknown>, b: Record<string, unknown>): number =>
      String(a['id']).localeCompare(String(b['id']));
    expect(alerts.toSorted(byId)).toEqual(expected.toSorted(byId));
    const created = alerts.map(({ createdDateTime }) => Date.parse(String(createdDateTime)));
    expect(created).toEqual(created.toSorted((a, b) => b - a));
  });

  it('can be found by the device they speak of', async () => {
    const device = 'dc-01.northwind.example';
    const filter = `evidence/any(e: e/microsoft.graph.security.deviceEvidence/deviceDnsName eq '${device}')`;
    const found = await graph.all(`${LIST}?$filter=${encodeURIComponent(filter)}`);
    const all = await graph.all(LIST);
    const expected = all.filter(({ evidence }) =>
      JSON.stringify(evidence).includes(`"deviceDnsName":"${device}"`),
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(found).toEqual(expected);
  });

  it('change with their incident, and come back with a comment', async () => {
    const [alert] = (await graph.get(`${LIST}?$filter=status eq 'new'&$top=1`)).body.value;
    const path = `${LIST}/${String(alert?.['id'])}`;
    const { body } = await graph.call('PATCH', path, {
      status: 'resolved',
      assignedTo: 'soc@northwind.example',
    });
    expect(body).toMatchObject({ status: 'resolved', assignedTo: 'soc@northwind.example' });
    expect(body['resolvedDateTime']).toBe(body['lastUpdateDateTime']);
    const reopened = await graph.call('PATCH', path, { status: 'inProgress', assignedTo: null });
    expect(reopened.body).toMatchObject({ status: 'inProgress', assignedTo: null, resolvedDateTime: null });
    const comments = await graph.call('POST', `${path}/comments`, { comment: 'seen' });
    expect(comments.body.value.at(-1)).toMatchObject({ comment: 'seen' });
    const newest = await graph.get('/v1.0/security/incidents?$orderby=lastUpdateDateTime desc&$top=1');
    expect(newest.body.value[0]?.['id']).toBe(alert?.['incidentId']);
  });

  it('refuse a page of more than two thousand, and clamp and refuse as reported under that fault', async () => {
    expect((await graph.get(`${LIST}?$top=2001`)).status).toBe(400);
    await cloud.admin('POST', '/_sim/fault', { name: 'top-clamped' });
    expect((await graph.get(`${LIST}?$top=5000`)).status).toBe(200);
    expect((await graph.get(`${LIST}?$skip=10001`)).status).toBe(400);
    await cloud.admin('DELETE', '/_sim/fault');
  });

  it('answer 404 for an unknown id and 400 for a token nobody gave out', async () => {
    expect((await graph.get(`${LIST}/da637551227677560813_-961444813`)).status).toBe(404);
    expect((await graph.get(`${LIST}?$skiptoken=nonsense`)).status).toBe(400);
  });
});
