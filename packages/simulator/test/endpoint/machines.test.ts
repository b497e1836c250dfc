import { startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader } from '../tenant/reader.ts';

let cloud: Cloud;
let endpoint: Reader;
const LIST = '/api/machines';

beforeAll(async () => {
  cloud = await startCloud({ incidents: 1, quotas: false });
  endpoint = await Reader.signIn(cloud, 'endpoint');
});
afterAll(() => cloud.stop());

describe('machines', () => {
  it('are listed and filtered, tags with any()', async () => {
    const all = await endpoint.all(LIST);
    expect(all).toHaveLength(24);
    const tagged = await endpoint.all(
      `${LIST}?$filter=machineTags/any(t: t eq 'tier0') and healthStatus eq 'Active'`,
    );
    const expected = all.filter(
      ({ machineTags, healthStatus }) =>
        (machineTags as string[]).includes('tier0') && healthStatus === 'Active',
    );
    expect(tagged).toEqual(expected);
    expect(tagged.length).toBeGreaterThan(1);
    const named = await endpoint.all(`${LIST}?$filter=startswith(computerDnsName,'web-')`);
    expect(named).toHaveLength(2);
  });

  it('are found by id and by DNS name', async () => {
    const byName = await endpoint.get(`${LIST}/DC-01.northwind.example`);
    expect(byName.body['id']).toMatch(/^[0-9a-f]{40}$/);
    const byId = await endpoint.get(`${LIST}/${String(byName.body['id'])}`);
    expect(byId.body).toEqual(byName.body);
    const unknown = await endpoint.get(`${LIST}/nobody`);
    expect(unknown.body.error).toMatchObject({
      code: 'ResourceNotFound',
      message: 'Machine nobody was not found',
    });
  });

  it('take a new list of tags in place of the old one', async () => {
    const path = `${LIST}/dc-01.northwind.example`;
    const { body } = await endpoint.call('PATCH', path, { machineTags: ['one', 'two'], deviceValue: 'Low' });
    expect(body).toMatchObject({ machineTags: ['one', 'two'], deviceValue: 'Low' });
    expect((await endpoint.get(path)).body['machineTags']).toEqual(['one', 'two']);
    expect((await endpoint.call('PATCH', path, { MachineTags: [] })).status).toBe(400);
  });

  it.each([
    ['active-request', 400, 'ActiveRequestAlreadyExists'],
    ['disallowed-operation', 403, 'DisallowedOperation'],
  ])('refuse a change under the fault %s', async (name, status, code) => {
    await cloud.admin('POST', '/_sim/fault', { name, times: 1 });
    const answer = await endpoint.call('PATCH', `${LIST}/dc-02.northwind.example`, { machineTags: [] });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  it('have no name, no address and no directory id under the fault null-fields', async () => {
    await cloud.admin('POST', '/_sim/fault', { name: 'null-fields', times: 1 });
    const { body } = await endpoint.get(LIST);
    expect(body.value[0]).toMatchObject({ computerDnsName: null, aadDeviceId: null, ipAddresses: [] });
    expect(body.value[0]?.['id']).not.toBeNull();
  });
});
