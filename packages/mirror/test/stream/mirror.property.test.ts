import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Defender, type Incident, isVedetteError } from '@vedette/sdk';
import { type Cloud, startCloud } from '@vedette/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Mirror, OutboxRow } from '../../src/index.ts';
import { openMirror } from '../../src/index.ts';
import { sameContent } from '../../src/store/sqlite/same-content.ts';
import { freshPath } from '../store/sample.ts';
import { connectTo, truth } from './tenant.ts';

/** What may happen between two looks at the cloud. Numbers choose an incident, or a page to stop at. */
type Step =
  | { readonly does: 'change' | 'addAlert' | 'create' | 'hide' | 'fetch' | 'deliver'; readonly n: number }
  | { readonly does: 'surface' }
  | { readonly does: 'merge'; readonly n: number; readonly m: number }
  | { readonly does: 'abort' | 'crash' | 'kill'; readonly n: number; readonly live: number };

const n = fc.nat(10_000);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        does: fc.constantFrom('change', 'addAlert', 'create', 'hide', 'fetch', 'deliver'),
        n,
      }),
    },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('merge' as const), n, m: n }) },
    { weight: 1, arbitrary: fc.constant({ does: 'surface' } as const) },
    {
      weight: 3,
      arbitrary: fc.record({
        does: fc.constantFrom('abort', 'crash'),
        n: fc.nat(5),
        live: fc.constantFrom(0, 0, 2),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        does: fc.constant('kill' as const),
        n: fc.nat(4),
        live: fc.constantFrom(0, 0, 2),
      }),
    },
  ),
  { minLength: 4, maxLength: 14, size: 'max' },
) as fc.Arbitrary<Step[]>;

const child = fileURLToPath(new URL('fetch-child.ts', import.meta.url));
/** No look back at all: whatever is lost by the reading itself stays lost, and the test sees it. */
const strict = [{ name: 'none', every: 0, back: 0 }];
const everything = [{ name: 'full', every: 0, back: Infinity }];

let cloud: Cloud;
let defender: Defender;
beforeAll(async () => {
  cloud = await startCloud({ quotas: false });
  defender = connectTo(cloud.info);
});
afterAll(async () => {
  await defender.close();
  await cloud.stop();
});

it.each(['graph', 'native'] as const)(
  'equals the cloud (%s) after anything may have happened, and delivers each version once',
  { timeout: 120_000 },
  async (route) => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ incidents: fc.integer({ min: 0, max: 170 }), tied: fc.constantFrom(0, 0, 7, 130) }),
        steps,
        async (tenant, todo) => {
          await seed({ ...tenant, seed: 'property' });
          const path = freshPath();
          const delivered: OutboxRow[] = [];
          for (const step of todo) await take(step, { path, route, delivered });
          await seed({ live: { perRequest: 0 } }, { surface: { all: true } });
          const mirror = await openMirror(path, { create: true });
          try {
            const sweeps = todo.some(surfacesLate) ? everything : strict;
            await mirror.fetch({ defender, route, sweeps });
            deliver(mirror, delivered, Infinity);
            await expectEqual(mirror, route);
          } finally {
            mirror.close();
          }
          const names = delivered.map((row) => `${row.incidentId}@${row.lastUpdate}#${row.revision}`);
          expect(new Set(names).size).toBe(names.length);
          for (const one of await current(route)) {
            const rows = delivered.filter(
              ({ incidentId, incident }) =>
                incidentId === one.id && incident.lastUpdateDateTime === one.lastUpdateDateTime,
            );
            expect(rows).toHaveLength(1);
          }
        },
      ),
      { numRuns: 10, interruptAfterTimeLimit: 25_000, markInterruptAsFailure: false },
    );
  },
);

interface Scene {
  readonly path: string;
  readonly route: 'graph' | 'native';
  readonly delivered: OutboxRow[];
}

/** Only a look back can find what surfaces behind the cursor; the world of its own brings such things, too. */
function surfacesLate(step: Step): boolean {
  return step.does === 'hide' || ('live' in step && step.live > 0);
}

async function take(step: Step, scene: Scene): Promise<void> {
  switch (step.does) {
    case 'change':
      return onOne(step.n, (id) => ({ change: { id, comment: `note ${step.n}` } }));
    case 'addAlert':
      return onOne(step.n, (id) => ({ addAlert: { id } }));
    case 'create':
      return seed({ create: { name: `new ${step.n}` } });
    case 'hide':
      return seed({ surface: { name: `late ${step.n}` } });
    case 'surface':
      return seed({ surface: { all: true } });
    case 'merge':
      return merge(step.n, step.m);
    case 'fetch':
    case 'deliver':
      return withMirror(scene, async (mirror) => {
        await mirror.fetch({ defender, route: scene.route, sweeps: strict });
        if (step.does === 'deliver') deliver(mirror, scene.delivered, step.n % 100);
      });
    case 'abort':
    case 'crash': {
      const { does, live } = step;
      await seed({ live: { perRequest: live } });
      await withMirror(scene, (mirror) => breakOff(mirror, does, step.n, scene.route));
      return seed({ live: { perRequest: 0 } });
    }
    case 'kill':
      await seed({ live: { perRequest: step.live } });
      await killed(scene, step.n);
      return seed({ live: { perRequest: 0 } });
  }
}

/** A fetch that ends after so many pages: as by Ctrl-C, or by a defect in the middle of it. */
async function breakOff(
  mirror: Mirror,
  how: 'abort' | 'crash',
  pages: number,
  route: 'graph' | 'native',
): Promise<void> {
  const stop = new AbortController();
  let left = pages;
  const progress = (): void => {
    if (left-- > 0) return;
    if (how === 'crash') throw new TypeError('crashed on purpose');
    stop.abort();
  };
  try {
    await mirror.fetch({ defender, route, signal: stop.signal, progress, sweeps: strict });
  } catch (error) {
    if (
      how === 'crash' ? !(error instanceof TypeError) : !isVedetteError(error) || error.code !== 'MDE_ABORTED'
    )
      throw error;
  }
}

/** A fetch in a process of its own, killed when it has stored so many pages, or while it stores the next. */
async function killed({ path, route }: Scene, pages: number): Promise<void> {
  const process_ = spawn(process.execPath, ['--conditions=source', child, path, route], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(process_, 'exit');
  process_.stdin.end(JSON.stringify(cloud.info));
  let left = pages;
  for await (const _ of createInterface(process_.stdout)) if (left-- <= 0) process_.kill('SIGKILL');
  await ended;
}

async function withMirror({ path }: Scene, work: (mirror: Mirror) => Promise<void>): Promise<void> {
  const mirror = await openMirror(path, { create: true });
  try {
    await work(mirror);
  } finally {
    mirror.close();
  }
}

/** What a sink does: takes rows, then acknowledges them. */
function deliver(mirror: Mirror, delivered: OutboxRow[], limit: number): void {
  const rows = mirror.outbox.pending(Number.isFinite(limit) ? limit : 1_000_000);
  mirror.outbox.ack(
    rows.map(({ seq }) => seq),
    1,
  );
  delivered.push(...rows);
}

async function expectEqual(mirror: Mirror, route: 'graph' | 'native'): Promise<void> {
  const cloudNow = await current(route);
  expect([...mirror.incidents()].map(({ id }) => id).sort()).toEqual(cloudNow.map(({ id }) => id).sort());
  for (const one of cloudNow) {
    const kept = mirror.incident(one.id);
    if (!sameContent(kept, one)) expect(kept).toEqual(one);
    if (one.redirectIncidentId) expect(mirror.merges(one.id).into).toBeDefined();
  }
  const alerts = new Set(cloudNow.flatMap((one) => one.alerts?.map(({ id }) => id) ?? []));
  expect(mirror.status()).toMatchObject({ incidents: cloudNow.length, alerts: alerts.size });
}

async function current(route: 'graph' | 'native'): Promise<Incident[]> {
  if (route === 'graph') return [...(await truth(cloud.info)).values()];
  const incidents: Incident[] = [];
  for await (const one of defender.incident.list({ route, withAlerts: true })) incidents.push(one);
  return incidents;
}

async function onOne(which: number, spec: (id: string) => object): Promise<void> {
  const ids = await openIds();
  const id = ids[which % ids.length];
  if (id !== undefined) await seed(spec(id));
}

async function merge(from: number, into: number): Promise<void> {
  const ids = await openIds();
  const [one, other] = [ids[from % ids.length], ids[into % ids.length]];
  if (one !== undefined && other !== undefined && one !== other)
    await seed({ merge: { from: one, into: other } });
}

/** Incidents that are not merged, in an order that stays. */
async function openIds(): Promise<string[]> {
  return [...(await truth(cloud.info)).values()]
    .filter(({ status }) => status !== 'redirected')
    .map(({ id }) => id)
    .sort();
}

async function seed(...specs: object[]): Promise<void> {
  await cloud.admin('POST', '/_sim/seed', specs);
}
