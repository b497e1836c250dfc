import type { Incident } from '@vedette/sdk';
import { describe, expect, it } from 'vitest';
import { mirrorOf } from '../../src/open.ts';
import { freshStore, incident } from '../store/sample.ts';
import { type Habits, awkwardCloud } from './awkward-cloud.ts';

function setUp(incidents: readonly Incident[], habits: Partial<Habits> = {}) {
  const cloud = new Map(incidents.map((one) => [one.id, one]));
  const defender = awkwardCloud(cloud, { temper: 'honours', saysMore: true, ...habits });
  const store = freshStore();
  return { cloud, defender, store, mirror: mirrorOf(store) };
}

describe('a fetch', () => {
  it('says what it read and stored, counting each incident once', async () => {
    const { defender, mirror } = setUp(Array.from({ length: 130 }, (_, n) => incident(String(n), n % 60)));
    const seen: number[] = [];
    const summary = await mirror.fetch({ defender, progress: ({ incidents }) => seen.push(incidents) });
    expect(summary).toMatchObject({
      stored: 130,
      incidents: 130,
      alerts: 130,
      merged: 0,
      through: '2026-03-01T10:59:00.123Z',
      degraded: undefined,
    });
    expect(seen.at(-1)).toBe(130);
    expect(await mirror.fetch({ defender })).toMatchObject({ stored: 0, incidents: 130 });
    expect(mirror.status().lastFetch).toBeDefined();
  });

  it('begins where it is told, and never looks back before that', async () => {
    const { defender, mirror } = setUp([incident('old', 1), incident('new', 30)]);
    await mirror.fetch({ defender, since: '2026-03-01T10:10:00Z' });
    await mirror.fetch({ defender, sweeps: [{ name: 'full', every: 0, back: Infinity }] });
    expect([...mirror.incidents()].map(({ id }) => id)).toEqual(['new']);
    await expect(mirror.fetch({ defender, since: 'last week' })).rejects.toMatchObject({ code: 'MDE_INPUT' });
  });

  it('follows a merge to a target outside what it reads, through a chain and round a circle', async () => {
    const { cloud, defender, mirror } = setUp([incident('1', 30, { redirectIncidentId: '2' })]);
    cloud.set('2', incident('2', 1, { redirectIncidentId: '3' }));
    cloud.set('3', incident('3', 2, { redirectIncidentId: '2' }));
    const summary = await mirror.fetch({ defender, since: '2026-03-01T10:10:00Z' });
    expect(summary).toMatchObject({ merged: 3, incidents: 3 });
    expect(mirror.incident('3')).toBeDefined();
    expect(mirror.merges('1').into).toBe('3');
  });

  it('goes on when the target of a merge is not to be had, and asks again at the next reconcile', async () => {
    const { cloud, defender, mirror } = setUp([incident('1', 30, { redirectIncidentId: '2' })]);
    const overlap = [{ name: 'overlap', every: 0, back: 0 }];
    await mirror.fetch({ defender });
    cloud.set('2', incident('2', 0, { lastUpdateDateTime: '2020-01-01T00:00:00Z' }));
    await mirror.fetch({ defender, sweeps: overlap });
    expect(mirror.incident('2')).toBeUndefined();
    await mirror.fetch({ defender, sweeps: [...overlap, { name: 'wide', every: 1, back: 1 }] });
    expect(mirror.incident('2')).toBeDefined();
  });

  it('does not believe an empty answer where it knows of incidents', async () => {
    const blank = new Set([1, 4, 6]);
    const { defender, mirror } = setUp(
      Array.from({ length: 130 }, (_, n) => incident(String(n), n % 60)),
      { blank: (requests) => blank.has(requests) },
    );
    expect(await mirror.fetch({ defender, route: 'graph' })).toMatchObject({ incidents: 130 });
  });

  it('says that it is degraded when the empty answers do not end, and loses nothing by it', async () => {
    let blank = false;
    const { defender, mirror } = setUp([incident('1', 1)], { blank: () => blank });
    await mirror.fetch({ defender });
    blank = true;
    const notes: string[] = [];
    const summary = await mirror.fetch({ defender, note: (text) => notes.push(text) });
    expect(summary.degraded).toMatch(/answered with nothing/);
    expect(summary.through).toBe('2026-03-01T10:01:00.123Z');
    expect(notes).toEqual([summary.degraded]);
  });

  it('finds what surfaces late with an older time: at once in a small tenant, at a reconcile in any', async () => {
    const { cloud, defender, mirror } = setUp(Array.from({ length: 10 }, (_, n) => incident(String(n), 50)));
    await mirror.fetch({ defender });
    cloud.set('late', incident('late', 3));
    expect(await mirror.fetch({ defender })).toMatchObject({ stored: 1 });
    cloud.set('later', incident('later', 2));
    const narrow = { name: 'overlap', every: 0, back: 1000 };
    expect(await mirror.fetch({ defender, sweeps: [narrow] })).toMatchObject({ stored: 0 });
    const wide = { name: 'wide', every: 1000, back: 3_600_000 };
    expect(await mirror.fetch({ defender, sweeps: [narrow, wide] })).toMatchObject({ stored: 1 });
  });

  it('refuses a second fetch while one is running', async () => {
    const { defender, mirror } = setUp([incident('1', 1)]);
    const first = mirror.fetch({ defender });
    await expect(mirror.fetch({ defender })).rejects.toMatchObject({ code: 'MDE_STORE_BUSY' });
    await first;
  });

  it('writes into its diary how it ended', async () => {
    const { cloud, defender, mirror, store } = setUp([incident('1', 1)]);
    cloud.clear();
    defender.incident.list = () => {
      throw new TypeError('a defect');
    };
    await expect(mirror.fetch({ defender, route: 'graph' })).rejects.toThrow('a defect');
    expect(store.totals().lastFetch).toBeUndefined();
  });
});

describe('following', () => {
  it('gives a summary for each round and ends without an error when it is stopped', async () => {
    const { cloud, defender, mirror } = setUp([incident('1', 1)]);
    const stop = new AbortController();
    const stored: number[] = [];
    for await (const summary of mirror.follow({ defender, interval: 1, signal: stop.signal })) {
      stored.push(summary.stored);
      if (stored.length === 3) stop.abort();
      cloud.set('1', incident('1', stored.length + 1));
    }
    expect(stored).toEqual([1, 1, 1]);
  });

  it('notes a failure that passes and tries again; ends with one that does not', async () => {
    let failing = true;
    const { defender, mirror, cloud } = setUp([incident('1', 1)], {
      before: () => {
        if (failing) throw Object.assign(new Error('gone'), { name: 'VedetteError', code: 'MDE_NETWORK' });
      },
    });
    const notes: string[] = [];
    const note = (text: string): void => {
      notes.push(text);
      failing = false;
    };
    for await (const summary of mirror.follow({ defender, interval: 1, note })) {
      expect(summary.stored).toBe(1);
      break;
    }
    expect(notes).toHaveLength(1);
    cloud.clear();
    const rounds = mirror.follow({ defender, interval: 1, since: 'never' });
    await expect(rounds[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'MDE_INPUT' });
  });
});
