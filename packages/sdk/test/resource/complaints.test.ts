import { startCloud } from '@vedette/testkit';
import type { Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Incident, Page } from '../../src/index.ts';
import { clearJournal, clientOfCloud, journalOf, withFault } from '../cloud-client.ts';
import { VirtualClock } from '../transport/virtual-clock.ts';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud({ incidents: 230, seed: 'complaints', quotas: false });
});
beforeEach(async () => clearJournal(cloud));
afterAll(async () => cloud.stop());

const routes = ['graph', 'native'] as const;

/** Identifiers of all incidents, none twice. */
async function everyId(items: AsyncIterable<{ id: string }>): Promise<string[]> {
  const ids = (await Array.fromAsync(items)).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  return ids.toSorted();
}

describe('a list is complete and holds nothing twice', () => {
  it.each(['nextlink-malformed', 'nextlink-endless', 'nextlink-absent', 'tied-timestamps'])(
    'with %s, by either route',
    async (fault) => {
      await using client = clientOfCloud(cloud);
      const whole = await everyId(client.incident.list());
      expect(whole).toHaveLength(230);
      await using _fault = await withFault(cloud, fault);
      for (const route of routes) expect(await everyId(client.incident.list({ route }))).toEqual(whole);
      const sorted = client.incident.list({ orderBy: 'lastUpdateDateTime asc', pageSize: 7, limit: 100 });
      expect(await everyId(sorted)).toHaveLength(100);
    },
  );

  it('where Graph cuts $top down and refuses a far $skip, with and without its links', async () => {
    await cloud.admin('POST', '/_sim/seed', { incidents: 9_000, seed: 'many' });
    await using client = clientOfCloud(cloud);
    const whole = await everyId(client.alert.list());
    expect(whole.length).toBeGreaterThan(15_000);
    await using _clamped = await withFault(cloud, 'top-clamped');
    expect(await everyId(client.alert.list())).toEqual(whole);
    {
      await using _absent = await withFault(cloud, 'nextlink-absent');
      await using _tied = await withFault(cloud, 'tied-timestamps');
      expect(await everyId(client.alert.list())).toEqual(whole);
    }
    const seen = await journalOf(cloud, 'graph');
    expect(seen.some(({ status }) => status === 400)).toBe(true);
    expect(Math.max(...seen.map(({ query }) => Number(query['$top'])))).toBeLessThanOrEqual(1_000);
    await cloud.admin('POST', '/_sim/seed', { incidents: 230, seed: 'complaints' });
  }, 60_000);
});

describe('$expand=alerts that fails for ever', () => {
  it('falls back to the alerts of each incident, says so, and gives the same incidents', async () => {
    const notes: string[] = [];
    await using client = clientOfCloud(cloud, { onNote: (text) => notes.push(text) });
    const filter = { updatedFrom: '2026-10-20' };
    const whole = await Array.fromAsync(client.incident.list({ filter, withAlerts: true }));
    await using _fault = await withFault(cloud, 'expand-fails');
    const pages: Page<Incident>[] = await Array.fromAsync(
      client.incident.list({ filter, withAlerts: true }).pages(),
    );
    expect(pages.flatMap(({ items }) => items)).toEqual(
      whole.map((incident) => expect.objectContaining(incident)),
    );
    expect(pages.every(({ degraded }) => degraded !== undefined)).toBe(true);
    expect(notes).toEqual([expect.stringMatching(/slower/)]);
    const failures = async (): Promise<number> =>
      (await journalOf(cloud, 'graph')).filter(({ status }) => status === 500).length;
    const before = await failures();
    await Array.fromAsync(client.incident.list({ filter, withAlerts: true, limit: 3 }));
    expect(await failures()).toBe(before);
  });
});

describe('answers that are loose', () => {
  it('give no phantom record and no failure when they are empty', async () => {
    await using client = clientOfCloud(cloud);
    for (const fault of ['empty-value', 'empty-body']) {
      await using _fault = await withFault(cloud, fault);
      for (const route of routes) expect(await Array.fromAsync(client.incident.list({ route }))).toEqual([]);
    }
    await using _once = await withFault(cloud, 'empty-body', { times: 1 });
    expect(await everyId(client.incident.list())).toHaveLength(230);
  });

  it('pass with null and missing fields', async () => {
    await using client = clientOfCloud(cloud);
    await using _fault = await withFault(cloud, 'null-fields');
    for (const route of routes) {
      const incidents = await Array.fromAsync(client.incident.list({ route, withAlerts: true, limit: 60 }));
      const devices = incidents
        .flatMap(({ alerts }) => alerts ?? [])
        .flatMap(({ evidence }) => evidence ?? [])
        .filter((piece) => piece['@odata.type']?.endsWith('.deviceEvidence'));
      expect(devices.length).toBeGreaterThan(10);
      expect(
        devices.every((device) => device['mdeDeviceId'] !== null && device['deviceDnsName'] === null),
      ).toBe(true);
    }
  });

  it('keep members of enumerations that nobody documented, and ask for them', async () => {
    await using client = clientOfCloud(cloud);
    await using _fault = await withFault(cloud, 'unknown-enum');
    const sources = async (route: 'graph' | 'native'): Promise<unknown[]> => {
      const incidents = await Array.fromAsync(client.incident.list({ route, withAlerts: true, limit: 20 }));
      return [
        ...new Set(incidents.flatMap(({ alerts }) => alerts ?? []).map((alert) => alert.serviceSource)),
      ];
    };
    expect(await sources('graph')).toEqual(['microsoftDefenderForTomorrow']);
    expect(await sources('native')).toEqual(['microsoftDefenderForTomorrow']);
    const seen = await journalOf(cloud, 'graph');
    expect(seen.every(({ headers }) => headers['prefer'] === 'include-unknown-enum-members')).toBe(true);
  });

  it('may say nothing about why they failed', async () => {
    await using client = clientOfCloud(cloud);
    await using _fault = await withFault(cloud, 'server-error', { status: 500, times: 10 });
    const error = await client.incident.get('100001').catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'MDE_SERVICE',
      status: 500,
      message: expect.stringMatching(/no reason/),
    });
  });

  it('may be the page of a proxy', async () => {
    await using client = clientOfCloud(cloud);
    await using _fault = await withFault(cloud, 'proxy-html');
    await expect(Array.fromAsync(client.incident.list())).rejects.toMatchObject({ code: 'MDE_RESPONSE' });
  });

  it('may break off in the middle: the same page is asked for again', async () => {
    await using client = clientOfCloud(cloud);
    await using _fault = await withFault(cloud, 'connection-cut', { after: 1, times: 2, service: 'graph' });
    expect(await everyId(client.incident.list())).toHaveLength(230);
  });
});

describe('a 429', () => {
  it.each(['throttle-bare', 'throttle-date', 'throttle-body', 'throttle-seconds'])(
    'in the form of %s is waited for, the same page is asked for again, and it is said',
    async (fault) => {
      const notes: string[] = [];
      await using client = clientOfCloud(cloud, { onNote: (text) => notes.push(text) });
      await using _fault = await withFault(cloud, fault, { seconds: 1, after: 1 });
      const began = Date.now();
      expect(await everyId(client.incident.list({ route: 'native' }))).toHaveLength(230);
      expect(notes).toEqual([expect.stringMatching(/^The Defender XDR API answered 429 .*waiting \d+ s/)]);
      if (fault !== 'throttle-bare') expect(Date.now() - began).toBeGreaterThanOrEqual(800);
    },
  );

  it('that asks for longer than 300 s is waited for as well', async () => {
    const clock = new VirtualClock(Date.now());
    const notes: string[] = [];
    await using client = clientOfCloud(cloud, { clock, onNote: (text) => notes.push(text) });
    await using _fault = await withFault(cloud, 'throttle-long', { times: 1 });
    const began = clock.now();
    expect((await clock.run(client.incident.get('100001'))).id).toBe('100001');
    expect(clock.now() - began).toBeGreaterThanOrEqual(400_000);
    expect(notes).toEqual([expect.stringMatching(/waiting 400 s as it asks/)]);
  });

  it('that asks for longer than the caller has fails at once, with the wait', async () => {
    await using client = clientOfCloud(cloud);
    await using _fault = await withFault(cloud, 'throttle-long');
    const began = Date.now();
    const answer = client.incident.get('100001', { deadline: Date.now() + 5_000 });
    await expect(answer).rejects.toMatchObject({ code: 'MDE_QUOTA', retryAfterMs: 400_000, status: 429 });
    expect(Date.now() - began).toBeLessThan(3_000);
  });
});
