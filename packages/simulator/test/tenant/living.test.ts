import { startCloud, type Cloud } from '@vedette/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listIn, Reader } from './reader.ts';

const LIST = '/v1.0/security/incidents';
let cloud: Cloud;
let graph: Reader;

beforeEach(async () => {
  cloud = await startCloud({ incidents: 60, seed: 'living', quotas: false, clock: '2026-11-21T00:00:00Z' });
  graph = await Reader.signIn(cloud, 'graph');
});
afterEach(() => cloud.stop());

const seed = (spec: unknown): Promise<unknown> => cloud.admin('POST', '/_sim/seed', spec);
const fault = (name: string, params: object = {}): Promise<unknown> =>
  cloud.admin('POST', '/_sim/fault', { name, ...params });
const updateOf = (incident: Record<string, unknown> | undefined): number =>
  Date.parse(String(incident?.['lastUpdateDateTime']));

describe('a tenant that lives', () => {
  it('gives the same bytes for the same seed', async () => {
    const read = async (): Promise<string> => {
      const other = await startCloud({
        incidents: 60,
        seed: 'living',
        quotas: false,
        clock: '2026-11-21T00:00:00Z',
      });
      const reader = await Reader.signIn(other, 'graph');
      const { body } = await reader.get(`${LIST}?$expand=alerts`);
      await other.stop();
      return JSON.stringify(body).replaceAll(other.info.graph, 'origin');
    };
    expect(await read()).toBe(await read());
  });

  it('opens an incident that is the newest of all', async () => {
    await seed({ create: { id: 7, name: 'seeded', severity: 'high', tags: ['x'] } });
    const [first] = (await graph.get(`${LIST}?$expand=alerts`)).body.value;
    expect(first).toMatchObject({
      id: '7',
      displayName: 'seeded',
      severity: 'high',
      customTags: ['x'],
      status: 'active',
    });
    expect(first?.['alerts']).not.toEqual([]);
    await expect(seed({ create: { id: 7 } })).rejects.toThrow();
  });

  it('lets an alert join, and the incident says so by its time of update', async () => {
    const { body } = await graph.get(`${LIST}?$expand=alerts&$skip=30&$top=1`);
    const [before] = body.value;
    await seed({ addAlert: { id: Number(before?.['id']) } });
    const after = await graph.get(`${LIST}/${String(before?.['id'])}?$expand=alerts`);
    expect(listIn(after.body, 'alerts')).toHaveLength(listIn(before, 'alerts').length + 1);
    expect(updateOf(after.body)).toBeGreaterThan(updateOf(before));
    const listed = await graph.all('/v1.0/security/alerts_v2');
    const joined = listIn(after.body, 'alerts').at(-1);
    expect(listed.filter(({ id }) => id === joined?.['id'])).toEqual([joined]);
  });

  it('merges: the loser is redirected and empty, the winner has all alerts, in every list', async () => {
    const open = await graph.all(`${LIST}?$expand=alerts&$filter=status eq 'active'`);
    const [from, into] = open;
    const alertIds = listIn(from, 'alerts').map(({ id }) => id);
    await seed({ merge: { from: Number(from?.['id']), into: Number(into?.['id']) } });
    const loser = (await graph.get(`${LIST}/${String(from?.['id'])}?$expand=alerts`)).body;
    const winner = (await graph.get(`${LIST}/${String(into?.['id'])}?$expand=alerts`)).body;
    expect(loser).toMatchObject({ status: 'redirected', redirectIncidentId: into?.['id'], alerts: [] });
    expect(listIn(winner, 'alerts').map(({ id }) => id)).toEqual(expect.arrayContaining(alertIds));
    const moved = await graph.all(`/v1.0/security/alerts_v2?$filter=incidentId eq '${String(into?.['id'])}'`);
    expect(moved.map(({ id }) => id)).toEqual(expect.arrayContaining(alertIds));
  });

  it('surfaces an incident late, with the times it had when nobody saw it', async () => {
    await seed({ surface: { id: 9, delayMs: 60_000 } });
    await seed({ create: { id: 10 } });
    expect((await graph.get(`${LIST}/9`)).status).toBe(404);
    expect((await graph.all(LIST)).map(({ id }) => id)).not.toContain('9');
    await cloud.admin('POST', '/_sim/clock', { advance: 60_000 });
    const late = (await graph.get(`${LIST}/9`)).body;
    expect(late['id']).toBe('9');
    const newer = (await graph.get(`${LIST}/10`)).body;
    expect(updateOf(late)).toBeLessThanOrEqual(updateOf(newer));
    const all = (await graph.all(`${LIST}?$orderby=lastUpdateDateTime desc`)).map(({ id }) => id);
    expect(all.indexOf('10')).toBeLessThan(all.indexOf('9'));
  });

  it('never gives two changes the same time of update', async () => {
    await seed({ live: { perRequest: 20 } });
    for (let round = 0; round < 10; round += 1) await graph.get(LIST);
    await seed({ live: { perRequest: 0 } });
    await seed({ surface: { all: true } });
    const all = await graph.all(`${LIST}?$filter=lastUpdateDateTime gt 2026-11-21T00:00:00Z`);
    expect(all.length).toBeGreaterThan(40);
    const times = all.map(({ lastUpdateDateTime }) => lastUpdateDateTime);
    expect(new Set(times).size).toBe(times.length);
  });

  it('is put back by a reset, and replaced by another when grown anew', async () => {
    const before = await graph.all(LIST);
    await seed([{ create: {} }, { live: { perRequest: 3 } }]);
    await graph.get(LIST);
    await cloud.admin('POST', '/_sim/reset');
    graph = await Reader.signIn(cloud, 'graph');
    expect(await graph.all(LIST)).toEqual(before);
    await seed({ incidents: 5, seed: 'another' });
    expect(await graph.all(LIST)).toHaveLength(5);
  });

  it.each([
    [{ frobnicate: 1 }],
    [{ create: 1 }],
    [{ merge: { from: 1, into: 2 } }],
    [{ incidents: -1 }],
    [{ change: { id: 5 } }],
  ])('refuses the seed %j', async (spec) => {
    await expect(seed(spec)).rejects.toThrow();
  });
});

describe('a fault of the data', () => {
  it('tied-timestamps: full pages lie within one time of update', async () => {
    await fault('tied-timestamps', { size: 55 });
    const all = await graph.all(`${LIST}?$orderby=lastUpdateDateTime asc`);
    expect(new Set(all.slice(0, 55).map(({ lastUpdateDateTime }) => lastUpdateDateTime)).size).toBe(1);
    expect(new Set(all.map(({ id }) => id)).size).toBe(60);
  });

  it('expand-fails: 500 for expand with filter, and for nothing else', async () => {
    await fault('expand-fails');
    const filter = '$filter=lastUpdateDateTime gt 2020-01-01T00:00:00Z';
    expect((await graph.get(`${LIST}?$expand=alerts&${filter}`)).status).toBe(500);
    expect((await graph.get(`${LIST}?$expand=alerts`)).status).toBe(200);
    expect((await graph.get(`${LIST}?${filter}`)).status).toBe(200);
  });

  it('incident-changes and incident-merges: something is different at every list', async () => {
    await fault('incident-changes', { times: 1 });
    await graph.get(LIST);
    await fault('incident-merges', { times: 1 });
    await graph.get(LIST);
    const { data } = await cloud.admin<{ data: { events: { what: string }[] } }>('GET', '/_sim/state');
    expect(data.events.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['changed by itself', expect.stringMatching(/^merged into/) as string]),
    );
  });

  it('late-arrival: an incident surfaces one list later than its time of update', async () => {
    await fault('late-arrival', { times: 1 });
    const before = await graph.all(LIST);
    // The second page of that reading was a list of its own: what was late is there from then on.
    const after = await graph.all(LIST);
    expect(after.length).toBe(61);
    expect(before.length).toBeGreaterThanOrEqual(60);
  });

  it('empty-value and empty-body: 200 with nothing in it', async () => {
    await fault('empty-value', { times: 1 });
    expect((await graph.get(LIST)).body.value).toEqual([]);
    await fault('empty-body', { times: 1 });
    const { status, body } = await graph.get(LIST);
    expect([status, body]).toEqual([200, {}]);
  });

  it('nextlink-endless, -absent and -malformed spoil the link and nothing else', async () => {
    const good = (await graph.get(`${LIST}?$top=5&$skip=5`)).body;
    await fault('nextlink-endless', { times: 1 });
    const endless = (await graph.get(`${LIST}?$top=5&$skip=5`)).body;
    expect(endless.value).toEqual(good.value);
    expect((await graph.get(String(endless['@odata.nextLink']))).body.value).toEqual(good.value);
    await fault('nextlink-absent', { times: 1 });
    expect((await graph.get(`${LIST}?$top=5&$skip=5`)).body['@odata.nextLink']).toBeUndefined();
    await fault('nextlink-malformed', { times: 1 });
    const malformed = String((await graph.get(`${LIST}?$top=5&$skip=5`)).body['@odata.nextLink']);
    expect(URL.canParse(malformed)).toBe(false);
  });

  it('unknown-enum: members nobody documented, hidden from those who did not ask for them', async () => {
    await fault('unknown-enum');
    const path = '/v1.0/security/alerts_v2?$top=1';
    expect((await graph.get(path)).body.value[0]?.['serviceSource']).toBe('unknownFutureValue');
    const asked = await graph.get(path, { prefer: 'include-unknown-enum-members' });
    expect(asked.body.value[0]?.['serviceSource']).toBe('microsoftDefenderForTomorrow');
  });

  it('null-fields: devices without name and directory id', async () => {
    await fault('null-fields');
    const { body } = await graph.get(`${LIST}?$expand=alerts`);
    const text = JSON.stringify(body);
    expect(text).toContain('"deviceDnsName":null');
    expect(text).not.toMatch(/"deviceDnsName":"/);
  });
});
