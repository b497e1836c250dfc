import type { Incident } from '@vedette/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read } from '../../src/stream/read.ts';
import { type Temper, awkwardCloud } from './awkward-cloud.ts';

const BASE = Date.UTC(2026, 0, 1);

function incident(id: number, updated: number, created = updated): Incident {
  return {
    id: String(id),
    lastUpdateDateTime: new Date(BASE + updated).toISOString(),
    createdDateTime: new Date(BASE + created).toISOString(),
  };
}

async function readAll(
  defender: Parameters<typeof read>[0]['source']['defender'],
  from = 0,
): Promise<{ versions: Set<string>; positions: number[] }> {
  const versions = new Set<string>();
  const positions: number[] = [];
  const source = { defender, route: 'graph', signal: undefined } as const;
  for await (const batch of read({ source, by: 'updated', from })) {
    for (const { id, lastUpdateDateTime } of batch.items) versions.add(`${id}@${lastUpdateDateTime}`);
    if (batch.position !== undefined) positions.push(batch.position);
  }
  return { versions, positions };
}

const tempers: readonly Temper[] = ['honours', 'by id', 'newest first', 'shuffled'];

describe('reading by time of last update', () => {
  it.each(tempers)(
    'reads everything from a service that lists %s, however the times cluster',
    async (temper) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.oneof(fc.nat(20), fc.nat(5_000), fc.nat(1_000_000_000)), {
            minLength: 60,
            maxLength: 300,
            size: 'max',
          }),
          fc.boolean(),
          async (updates, saysMore) => {
            const cloud = new Map(
              updates.map((at, id) => [String(id), incident(id, at, temper === 'shuffled' ? id * 7 : at)]),
            );
            const { versions } = await readAll(awkwardCloud(cloud, { temper, saysMore }));
            expect(versions).toEqual(
              new Set([...cloud.values()].map((one) => `${one.id}@${one.lastUpdateDateTime}`)),
            );
          },
        ),
        { numRuns: 12 },
      );
    },
  );

  it.each(tempers)(
    'never raises its position over what it has not read while a service (%s) moves',
    async (temper) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.nat(300), { minLength: 60, maxLength: 200, size: 'max' }),
          fc.array(fc.nat(10_000), { minLength: 1, maxLength: 30 }),
          async (updates, touches) => {
            const cloud = new Map(updates.map((at, id) => [String(id), incident(id, at, id)]));
            let clock = 400;
            const defender = awkwardCloud(cloud, {
              temper,
              saysMore: true,
              before: (requests) => {
                const touched = touches[requests - 1];
                if (touched === undefined) return;
                const id = touched % updates.length;
                cloud.set(String(id), incident(id, (clock += 3), id));
              },
            });
            const seen = new Set<string>();
            const source = { defender, route: 'graph', signal: undefined } as const;
            for await (const batch of read({ source, by: 'updated', from: 0 })) {
              for (const one of batch.items) seen.add(`${one.id}@${one.lastUpdateDateTime}`);
              for (const one of cloud.values()) {
                const at = Date.parse(one.lastUpdateDateTime ?? '');
                if (at < (batch.position ?? 0)) expect(seen).toContain(`${one.id}@${one.lastUpdateDateTime}`);
              }
            }
            for (const one of cloud.values()) expect(seen).toContain(`${one.id}@${one.lastUpdateDateTime}`);
          },
        ),
        { numRuns: 12 },
      );
    },
  );

  it('asks an orderly service one question a page, and one more to know that it is orderly', async () => {
    const cloud = new Map(Array.from({ length: 1000 }, (_, id) => [String(id), incident(id, id * 1000)]));
    const defender = awkwardCloud(cloud, { temper: 'honours', saysMore: true });
    await readAll(defender);
    // 49 new ones a page, as the last of each is asked for again: others may share its time.
    expect(defender.requests).toBeLessThanOrEqual(Math.ceil(1000 / 49) + 1);
  });

  it('spends at most two questions a page on a service without order', async () => {
    const cloud = new Map(Array.from({ length: 5000 }, (_, id) => [String(id), incident(id, id * 977)]));
    const defender = awkwardCloud(cloud, { temper: 'newest first', saysMore: true });
    const { versions } = await readAll(defender);
    expect(versions.size).toBe(5000);
    expect(defender.requests).toBeLessThanOrEqual(2 * (5000 / 50));
  });

  it.each(tempers)('drains a tie of several pages from a service that lists %s', async (temper) => {
    const cloud = new Map(Array.from({ length: 330 }, (_, id) => [String(id), incident(id, 500, id % 3)]));
    cloud.set('900', incident(900, 499));
    cloud.set('901', incident(901, 501));
    const { versions } = await readAll(awkwardCloud(cloud, { temper, saysMore: true }));
    expect(versions.size).toBe(332);
  });

  it('refuses a service that ignores the window instead of asking for ever', async () => {
    const cloud = new Map(Array.from({ length: 200 }, (_, id) => [String(id), incident(id, id)]));
    const defender = awkwardCloud(cloud, { temper: 'honours', saysMore: true });
    const list = defender.incident.list.bind(defender.incident);
    defender.incident.list = (options = {}) => list({ ...options, filter: {} });
    await expect(readAll(defender, BASE + 10_000)).rejects.toMatchObject({ code: 'MDE_RESPONSE' });
  });
});
