import { startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader } from '../tenant/reader.ts';

let cloud: Cloud;
let endpoint: Reader;
const LIST = '/api/alerts';

beforeAll(async () => {
  cloud = await startCloud({ incidents: 60, seed: 'endpoint', quotas: false });
  endpoint = await Reader.signIn(cloud, 'endpoint');
});
afterAll(() => cloud.stop());

describe('Defender for Endpoint alerts', () => {
  it('carry evidence in the list only when it is expanded, and always when read one by one', async () => {
    const plain = await endpoint.get(`${LIST}?$top=5`);
    expect(plain.body.value.every(({ evidence }) => (evidence as unknown[]).length === 0)).toBe(true);
    const expanded = await endpoint.get(`${LIST}?$top=5&$expand=evidence`);
    expect(expanded.body.value.some(({ evidence }) => (evidence as unknown[]).length > 0)).toBe(true);
    const [first] = expanded.body.value;
    const { body } = await endpoint.get(`${LIST}/${String(first?.['id'])}`);
    expect(body['evidence']).toEqual(first?.['evidence']);
  });

  it('are fetched in the order of creation with plus signs for spaces, as the older integration asks', async () => {
    const all = await endpoint.all(LIST);
    const times = all.map(({ alertCreationTime }) => String(alertCreationTime)).toReversed();
    const after = times[10];
    const query = `$filter=alertCreationTime+gt+${after}+and+(severity+eq+'High'+or+severity+eq+'Medium')&$orderby=alertCreationTime asc&$top=50`;
    const { body } = await endpoint.get(`${LIST}?${query}`);
    expect(body.value.length).toBeGreaterThan(0);
    expect(body.value.every(({ severity }) => severity === 'High' || severity === 'Medium')).toBe(true);
    const got = body.value.map(({ alertCreationTime }) => Date.parse(String(alertCreationTime)));
    expect(got).toEqual(got.toSorted((a, b) => a - b));
  });

  it('change one by one', async () => {
    const [alert] = (await endpoint.get(`${LIST}?$filter=status eq 'New'&$top=1`)).body.value;
    const change = { status: 'Resolved', classification: 'FalsePositive', determination: 'InsufficientData' };
    const { body } = await endpoint.call('PATCH', `${LIST}/${String(alert?.['id'])}`, {
      ...change,
      comment: 'no',
    });
    expect(body).toMatchObject(change);
    expect(body['resolvedTime']).not.toBeNull();
    expect((body['comments'] as unknown[]).at(-1)).toMatchObject({ comment: 'no' });
  });

  it('change many at once, all or none', async () => {
    const alerts = (await endpoint.get(`${LIST}?$filter=status ne 'Resolved'&$top=3`)).body.value;
    const alertIds = alerts.map(({ id }) => String(id));
    const unknown = await endpoint.call('POST', `${LIST}/batchUpdate`, {
      alertIds: [...alertIds, 'x'],
      status: 'Resolved',
    });
    expect(unknown.status).toBe(404);
    expect((await endpoint.get(`${LIST}/${alertIds[0]}`)).body['status']).not.toBe('Resolved');
    const done = await endpoint.call('POST', `${LIST}/batchUpdate`, { alertIds, status: 'Resolved' });
    expect([done.status, done.body]).toEqual([200, {}]);
    for (const id of alertIds) expect((await endpoint.get(`${LIST}/${id}`)).body['status']).toBe('Resolved');
    const missing = await endpoint.call('POST', `${LIST}/batchUpdate`, { status: 'New' });
    expect(missing.body.error.code).toBe('MissingRequiredParameter');
  });

  it.each([
    { Status: 'New' },
    { status: 'new' },
    { classification: 'Unknown' },
    { determination: 'Apt' },
    { foo: 1 },
  ])('refuse the body %j', async (body) => {
    const [alert] = (await endpoint.get(`${LIST}?$top=1`)).body.value;
    const answer = await endpoint.call('PATCH', `${LIST}/${String(alert?.['id'])}`, body);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'InvalidRequestBody']);
  });

  it('refuse the token of another API with a word about the audience', async () => {
    const other = await Reader.signIn(cloud, 'graph');
    const { status, body } = await other.get(`${cloud.info.endpoint}${LIST}`);
    expect([401, 403]).toContain(status);
    expect(body.error.message).toMatch(/audience/i);
  });
});
