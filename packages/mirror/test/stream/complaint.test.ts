import { type Defender, type Incident, isVedetteError } from '@vedette/sdk';
import { type Cloud, startCloud } from '@vedette/testkit';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Mirror, openMirror } from '../../src/index.ts';
import { freshPath } from '../store/sample.ts';
import { connectTo, truth } from './tenant.ts';

let cloud: Cloud;
let defender: Defender;
let mirror: Mirror;
const notes: string[] = [];

beforeEach(async () => {
  cloud = await startCloud({ quotas: false, incidents: 130, seed: 'complaint' });
  defender = connectTo(cloud.info);
  notes.length = 0;
});
afterEach(async () => {
  await defender.close();
  await cloud.stop();
});

async function open(): Promise<void> {
  mirror = await openMirror(freshPath(), { create: true });
  onTestFinished(() => mirror.close());
}

async function seed(...specs: object[]): Promise<void> {
  await cloud.admin('POST', '/_sim/seed', specs);
}

async function fault(name: string, params: object = {}): Promise<void> {
  await cloud.admin('POST', `/_sim/fault/${name}`, params);
}

interface Entry {
  readonly query: Readonly<Record<string, string>>;
}

async function journal(): Promise<readonly Entry[]> {
  return (await cloud.admin<{ entries: Entry[] }>('GET', '/_sim/journal')).entries;
}

/** A fault that never struck would prove nothing. */
async function expectStruck(name: string): Promise<void> {
  const { active } = await cloud.admin<{ active: { name: string; taken: number }[] }>('GET', '/_sim/fault');
  expect(active.find((fault) => fault.name === name)?.taken).toBeGreaterThan(0);
}

async function expectEqual(): Promise<Map<string, Incident>> {
  await cloud.admin('DELETE', '/_sim/fault');
  const real = await truth(cloud.info);
  expect([...mirror.incidents()].map(({ id }) => id).sort()).toEqual([...real.keys()].sort());
  for (const [id, incident] of real) {
    expect(mirror.incident(id)?.lastUpdateDateTime).toBe(incident.lastUpdateDateTime);
    expect(mirror.incident(id)?.alerts?.map((alert) => alert.id)).toEqual(
      incident.alerts?.map(({ id }) => id),
    );
  }
  const names = mirror.outbox.pending(10_000).map((row) => `${row.incidentId}@${row.lastUpdate}`);
  expect(new Set(names).size).toBe(names.length);
  return real;
}

const note = (text: string): void => void notes.push(text);

describe('what users of comparable systems reported', () => {
  it.each(['graph', 'native'] as const)(
    '1: nothing is asked for with a large $top or $skip (%s)',
    async (route) => {
      await open();
      await fault('top-clamped');
      expect(await mirror.fetch({ defender, route })).toMatchObject({ incidents: 130, stored: 130 });
      const asked = JSON.stringify((await journal()).map(({ query }) => query));
      expect(asked).toContain('$top');
      expect(asked).not.toContain('$skip');
      await expectEqual();
    },
  );

  it.each(['graph', 'native'] as const)(
    '2: full pages end inside, or lie within, a tie (%s)',
    async (route) => {
      await open();
      await fault('tied-timestamps', { size: 120 });
      expect(await mirror.fetch({ defender, route })).toMatchObject({ incidents: 130, stored: 130 });
      await expectStruck('tied-timestamps');
      await expectEqual();
    },
  );

  it('3: $expand=alerts with $filter answers 500 for ever', async () => {
    await open();
    await fault('expand-fails');
    expect(await mirror.fetch({ defender })).toMatchObject({ incidents: 130 });
    await expectStruck('expand-fails');
    const summary = await mirror.fetch({ defender, note });
    expect(summary.degraded).toBeDefined();
    expect(notes).toEqual([summary.degraded]);
    await seed({ change: { id: first(), comment: 'later' } });
    expect(await mirror.fetch({ defender })).toMatchObject({ stored: 1 });
    await expectEqual();
  });

  it('4: an incident changes after it was fetched; an alert joins it later', async () => {
    await open();
    await mirror.fetch({ defender });
    await seed({ change: { id: first(), severity: 'low' } }, { addAlert: { id: first() } });
    expect(await mirror.fetch({ defender })).toMatchObject({ stored: 1 });
    await expectEqual();
  });

  it('4: incidents change while they are read', async () => {
    await open();
    await fault('incident-changes');
    await mirror.fetch({ defender });
    await expectStruck('incident-changes');
    await cloud.admin('DELETE', '/_sim/fault');
    await mirror.fetch({ defender });
    await expectEqual();
  });

  it('5: an incident is merged into another: followed, closed, linked', async () => {
    await open();
    const ids = await settled();
    await mirror.fetch({ defender });
    await seed({ merge: { from: ids[0], into: ids[1] } });
    expect(await mirror.fetch({ defender })).toMatchObject({ merged: 1 });
    await expectEqual();
    expect([...mirror.incidents({ status: ['redirected'] })].map(({ id }) => id)).toContain(ids[0]);
    expect(mirror.merges(ids[0] ?? '').into).toBe(ids[1]);
    expect(mirror.merges(ids[1] ?? '').from).toContain(ids[0]);
  });

  it.each(['empty-value', 'empty-body'])('6: %s leaves no phantom and loses nothing', async (name) => {
    await open();
    await mirror.fetch({ defender });
    await seed({ create: { name: 'new' } });
    await fault(name);
    await mirror.fetch({ defender, note }).catch((error: unknown) => {
      if (!isVedetteError(error)) throw error;
    });
    expect(mirror.status().incidents).toBe(130);
    await expectStruck(name);
    await cloud.admin('DELETE', '/_sim/fault');
    await fault(name, { times: 1 });
    await mirror.fetch({ defender });
    expect(mirror.status().incidents).toBe(131);
    await expectEqual();
  });

  it('7: devices, addresses and ids are null or missing', async () => {
    await open();
    await fault('null-fields');
    expect(await mirror.fetch({ defender })).toMatchObject({ incidents: 130 });
    await expectStruck('null-fields');
    expect(mirror.status().evidence).toBeGreaterThan(0);
  });

  it.each(['nextlink-malformed', 'nextlink-endless', 'nextlink-absent'])('8: %s', async (name) => {
    await open();
    await fault('tied-timestamps', { size: 120 });
    await fault(name);
    expect(await mirror.fetch({ defender })).toMatchObject({ incidents: 130 });
    await expectStruck(name);
    await expectEqual();
  });

  it.each(['throttle-bare', 'throttle-seconds', 'throttle-body'])(
    '9: %s, and the same page is asked for again',
    async (name) => {
      await open();
      await fault(name, { path: '/v1.0/security/incidents', seconds: 1, after: 1 });
      expect(await mirror.fetch({ defender })).toMatchObject({ incidents: 130, stored: 130 });
      await expectStruck(name);
      await expectEqual();
    },
  );

  it('26: goes on exactly where it was cut off', async () => {
    await open();
    const stop = new AbortController();
    let pages = 0;
    const progress = (): void => {
      pages += 1;
      if (pages === 2) stop.abort();
    };
    await expect(mirror.fetch({ defender, signal: stop.signal, progress })).rejects.toMatchObject({
      code: 'MDE_ABORTED',
    });
    const before = mirror.status();
    expect(before.incidents).toBeGreaterThan(0);
    expect(before.incidents).toBeLessThan(130);
    expect(before.outbox.total).toBe(before.versions);
    expect(await mirror.fetch({ defender })).toMatchObject({ stored: 130 - before.incidents });
    await expectEqual();
  });

  it('26: the connection is cut in the middle of a page', async () => {
    await open();
    await fault('connection-cut', { path: '/v1.0/security/incidents', after: 1 });
    expect(await mirror.fetch({ defender })).toMatchObject({ incidents: 130 });
    await expectStruck('connection-cut');
    await expectEqual();
  });
});

/** Incidents that are not merged, oldest first. */
async function settled(): Promise<string[]> {
  return [...(await truth(cloud.info)).values()]
    .filter(({ status }) => status !== 'redirected')
    .map(({ id }) => id)
    .sort();
}

function first(): string {
  const [incident] = [...mirror.incidents()].filter(({ status }) => status !== 'redirected');
  return incident?.id ?? '';
}
