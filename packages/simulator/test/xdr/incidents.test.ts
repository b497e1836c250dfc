import { startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader } from '../tenant/reader.ts';

let cloud: Cloud;
let xdr: Reader;
const LIST = '/api/incidents';

beforeAll(async () => {
  cloud = await startCloud({ incidents: 230, seed: 'xdr', quotas: false });
  xdr = await Reader.signIn(cloud, 'xdr');
});
afterAll(() => cloud.stop());

describe('Defender XDR incidents', () => {
  it('come newest first, a hundred a page, with numbers for ids and flat entities', async () => {
    const { body } = await xdr.get(LIST);
    expect(body.value).toHaveLength(100);
    expect(body['@odata.context']).toBe(`${cloud.info.xdr}/api/$metadata#Incidents`);
    const all = await xdr.all(LIST);
    expect(new Set(all.map(({ incidentId }) => incidentId)).size).toBe(230);
    const alerts = all.flatMap(({ alerts: own }) => own as Record<string, unknown>[]);
    const entities = alerts.flatMap(({ entities: own }) => own as Record<string, unknown>[]);
    expect(new Set(entities.map(({ entityType }) => entityType))).toEqual(
      new Set([
        'User',
        'Ip',
        'Url',
        'File',
        'Process',
        'MailBox',
        'MailMessage',
        'MailCluster',
        'Registry',
        'SecurityGroup',
      ]),
    );
    expect(typeof all[0]?.['incidentId']).toBe('number');
  });

  it('are fetched without loss by skipping until a page is short, as older clients do', async () => {
    const seen: unknown[] = [];
    const since = encodeURIComponent('createdTime gt 2020-01-01T00:00:00Z');
    for (let skip = 0, size = 100; size === 100; skip += 100) {
      const { body } = await xdr.get(
        `${LIST}?$top=100&$filter=${since}${skip === 0 ? '' : `&$skip=${skip}`}`,
      );
      size = body.value.length;
      seen.push(...body.value.map(({ incidentId }) => incidentId));
    }
    expect(new Set(seen).size).toBe(230);
    expect(seen).toHaveLength(230);
  });

  it('are filtered by four properties and no more', async () => {
    const active = await xdr.all(`${LIST}?$filter=status+eq+'Active'`);
    expect(active.length).toBeGreaterThan(0);
    expect(active.every(({ status }) => status === 'Active')).toBe(true);
    const { status, body } = await xdr.get(`${LIST}?$filter=severity eq 'High'`);
    expect([status, body.error.code]).toEqual([400, 'ODataError']);
    expect((await xdr.get(`${LIST}?$top=101`)).status).toBe(400);
  });

  it('take a change with exact names, and say the rest is wrong', async () => {
    const [incident] = (await xdr.get(`${LIST}?$filter=status eq 'Active'&$top=1`)).body.value;
    const path = `${LIST}/${String(incident?.['incidentId'])}`;
    const good = {
      status: 'Resolved',
      classification: 'TruePositive',
      determination: 'Phishing',
      tags: ['x'],
    };
    const { status, body } = await xdr.call('PATCH', path, {
      ...good,
      assignedTo: 'a@b.example',
      comment: 'done',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...good, assignedTo: 'a@b.example' });
    expect((body['comments'] as unknown[]).at(-1)).toMatchObject({ comment: 'done' });
    for (const bad of [
      { Status: 'Active' },
      { status: 'active' },
      { classification: 'FalsePositive', determination: 'Malware' },
      { determination: 'SecurityPersonnel' },
      { tags: [1] },
      {},
    ]) {
      const refused = await xdr.call('PATCH', path, bad);
      expect([refused.status, refused.body.error.code]).toEqual([400, 'InvalidRequestBody']);
    }
  });

  it('answer 404 with the correlation id as target', async () => {
    const { status, body } = await xdr.get(`${LIST}/4711`);
    expect(status).toBe(404);
    expect(body.error).toMatchObject({
      code: 'ResourceNotFound',
      target: expect.stringMatching(/./) as string,
    });
  });

  it('answer on the host of Defender for Endpoint too, and with a version in the path', async () => {
    const other = await xdr.get(`${cloud.info.endpoint}/api/v1.0/incidents?$top=1`);
    expect(other.status).toBe(200);
    expect(String(other.body['@odata.nextLink'])).toContain(`${cloud.info.endpoint}/api/v1.0/incidents`);
  });

  it('hold the same as Graph shows of the same tenant', async () => {
    const graph = await Reader.signIn(cloud, 'graph');
    const nativeOnes = await xdr.all(LIST);
    const graphOnes = await graph.all('/v1.0/security/incidents');
    expect(graphOnes.map(({ id }) => Number(id))).toEqual(nativeOnes.map(({ incidentId }) => incidentId));
    expect(graphOnes.map(({ lastUpdateDateTime }) => lastUpdateDateTime)).toEqual(
      nativeOnes.map(({ lastUpdateTime }) => lastUpdateTime),
    );
    expect(graphOnes.map(({ displayName }) => displayName)).toEqual(
      nativeOnes.map(({ incidentName }) => incidentName),
    );
  });
});

describe('the quota of Defender XDR', () => {
  it('refuses the fifty-first call of a minute and says in the body when calls may resume', async () => {
    await using limited = await startCloud({ incidents: 1, clock: '2026-11-21T00:00:00Z' });
    const reader = await Reader.signIn(limited, 'xdr');
    for (let call = 0; call < 50; call += 1) expect((await reader.get(`${LIST}?$top=1`)).status).toBe(200);
    const { status, headers, body } = await reader.get(`${LIST}?$top=1`);
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBeNull();
    expect(body.error.message).toMatch(/2026-11-21T00:01:00/);
  });
});
