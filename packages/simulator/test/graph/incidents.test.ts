import { startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader } from '../tenant/reader.ts';

let cloud: Cloud;
let graph: Reader;
const LIST = '/v1.0/security/incidents';

beforeAll(async () => {
  cloud = await startCloud({ incidents: 130, seed: 'graph', quotas: false });
  graph = await Reader.signIn(cloud, 'graph');
});
afterAll(() => cloud.stop());

describe('Graph security incidents', () => {
  it('come newest first, fifty a page, with a link back to the host one asked', async () => {
    const { body } = await graph.get(LIST);
    expect(body.value).toHaveLength(50);
    expect(body['@odata.context']).toBe(`${cloud.info.graph}/v1.0/$metadata#security/incidents`);
    expect(String(body['@odata.nextLink'])).toMatch(`${cloud.info.graph}${LIST}`);
    const all = await graph.all(LIST);
    expect(new Set(all.map(({ id }) => id)).size).toBe(130);
    const created = all.map(({ createdDateTime }) => Date.parse(String(createdDateTime)));
    expect(created).toEqual(created.toSorted((a, b) => b - a));
  });

  it('keep filter, order and page size across pages', async () => {
    const query =
      "$filter=severity eq 'high' and status ne 'redirected'&$orderby=lastUpdateDateTime asc&$top=7&$count=true";
    const first = await graph.get(`${LIST}?${query}`);
    const all = await graph.all(`${LIST}?${query}`);
    expect(all).toHaveLength(Number(first.body['@odata.count']));
    expect(all.every(({ severity, status }) => severity === 'high' && status !== 'redirected')).toBe(true);
    const updated = all.map(({ lastUpdateDateTime }) => String(lastUpdateDateTime));
    expect(updated.map(Date.parse)).toEqual(updated.map(Date.parse).toSorted((a, b) => a - b));
  });

  it('refuse more than fifty at once in the words of the service', async () => {
    const { status, body } = await graph.get(`${LIST}?$top=51`);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'BadRequest' });
    expect(body.error.message).toContain("The limit of '50' for Top query has been exceeded");
    expect(body.error).toHaveProperty('innerError.request-id');
  });

  it('may be filtered by the documented properties only', async () => {
    const { status, body } = await graph.get(`${LIST}?$filter=displayName eq 'x'`);
    expect([status, body.error.code]).toEqual([400, 'BadRequest']);
  });

  it('carry their alerts with typed evidence when expanded', async () => {
    const { body } = await graph.get(`${LIST}?$expand=alerts&$top=20`);
    const alerts = body.value.flatMap(({ alerts: own }) => own as Record<string, unknown>[]);
    expect(alerts.length).toBeGreaterThan(20);
    const evidence = alerts.flatMap(({ evidence: own }) => own as Record<string, unknown>[]);
    for (const one of evidence)
      expect(one['@odata.type']).toMatch(/^#microsoft\.graph\.security\.\w+Evidence$/);
    const { id } = body.value[0] ?? {};
    const one = await graph.get(`${LIST}/${String(id)}?$expand=alerts`);
    expect(one.body['alerts']).toEqual(body.value[0]?.['alerts']);
  });

  it('select what one asks for', async () => {
    const { body } = await graph.get(`${LIST}?$select=id,severity&$top=1`);
    expect(Object.keys(body.value[0] ?? {}).toSorted()).toEqual(['id', 'severity']);
  });

  it('keep what is expanded beside what is selected, and take options of the expansion', async () => {
    const expand = "$expand=alerts($select=id;$filter=startswith(title,'a'))";
    const { body } = await graph.get(`${LIST}?$select=id&$top=1&${expand}`);
    expect(Object.keys(body.value[0] ?? {}).toSorted()).toEqual(['alerts', 'id']);
    const one = await graph.get(`${LIST}/${String(body.value[0]?.['id'])}?$select=id&${expand}`);
    expect(one.body['alerts']).toEqual(body.value[0]?.['alerts']);
  });

  it('hide members behind unknownFutureValue from those who did not ask for them', async () => {
    const query = `${LIST}?$expand=alerts&$top=50`;
    const plain = JSON.stringify((await graph.get(query)).body);
    const asked = JSON.stringify((await graph.get(query, { prefer: 'include-unknown-enum-members' })).body);
    expect(plain).toContain('"remediationStatus":"unknownFutureValue"');
    expect(plain).not.toContain('"remediationStatus":"active"');
    expect(asked).toContain('"remediationStatus":"active"');
    expect(asked).not.toContain('unknownFutureValue');
  });

  it('change, and their time of update moves on', async () => {
    const [before] = (await graph.get(`${LIST}?$filter=status eq 'active'&$top=1`)).body.value;
    const id = String(before?.['id']);
    const change = {
      status: 'resolved',
      classification: 'truePositive',
      determination: 'malware',
      customTags: ['a', 'b'],
    };
    const { status, body } = await graph.call('PATCH', `${LIST}/${id}`, change);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, ...change });
    expect(Date.parse(String(body['lastUpdateDateTime']))).toBeGreaterThan(
      Date.parse(String(before?.['lastUpdateDateTime'])),
    );
    const newest = await graph.get(`${LIST}?$orderby=lastUpdateDateTime desc&$top=1`);
    expect(newest.body.value[0]?.['id']).toBe(id);
    const { body: after } = await graph.get(`${LIST}/${id}?$expand=alerts`);
    for (const alert of after['alerts'] as Record<string, unknown>[]) {
      expect(alert['status']).toBe('resolved');
      expect(alert['resolvedDateTime']).not.toBeNull();
    }
  });

  it('take comments, signed and in order', async () => {
    const [incident] = (await graph.get(`${LIST}?$top=1`)).body.value;
    const path = `${LIST}/${String(incident?.['id'])}/comments`;
    const body = { '@odata.type': 'microsoft.graph.security.alertComment', comment: 'first' };
    await graph.call('POST', path, body);
    const answer = await graph.call('POST', path, { ...body, comment: 'second' });
    expect(answer.body.value.slice(-2).map(({ comment }) => comment)).toEqual(['first', 'second']);
    expect(answer.body.value.at(-1)).toHaveProperty('createdByDisplayName', expect.stringMatching(/./));
  });

  it.each([
    [{ Status: 'resolved' }],
    [{ status: 'Resolved' }],
    [{ status: 'closed' }],
    [{ customTags: 'a' }],
    [{}],
    ['not json'],
    [[]],
  ])('refuse the body %j', async (body) => {
    const [incident] = (await graph.get(`${LIST}?$top=1`)).body.value;
    const answer = await graph.call('PATCH', `${LIST}/${String(incident?.['id'])}`, body);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'BadRequest']);
  });

  it('answer 404 for an id that does not exist or is none', async () => {
    for (const id of ['1', 'abc', '999999999']) expect((await graph.get(`${LIST}/${id}`)).status).toBe(404);
  });

  it('answer under beta as under v1.0', async () => {
    const { body } = await graph.get('/beta/security/incidents?$top=1');
    expect(body['@odata.context']).toContain('/beta/$metadata#security/incidents');
  });
});
