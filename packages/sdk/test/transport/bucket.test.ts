import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Bucket, LeftQueue } from '../../src/transport/bucket.ts';
import type { Limits } from '../../src/transport/bucket.ts';
import type { Priority } from '../../src/transport/send.ts';
import { VirtualClock } from './virtual-clock.ts';

const priority = fc.constantFrom<Priority>('action', 'interactive', 'backfill');

/** The most calls that any window of this length holds, wherever it begins. */
function busiest(times: readonly number[], ms: number): number {
  let most = 0;
  let first = 0;
  times.forEach((time, index) => {
    while (time - (times[first] ?? 0) > ms) first++;
    most = Math.max(most, index - first + 1);
  });
  return most;
}

/** Workers that call as fast as they are let; gives the times at which the service counted the calls. */
async function drain(
  limits: Limits,
  calls: number,
  latency: (call: number) => readonly [before: number, after: number],
  workers = 4,
): Promise<number[]> {
  const clock = new VirtualClock();
  const bucket = new Bucket(limits, clock);
  const counted: number[] = [];
  let left = calls;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left--;
      const [before, after] = latency(left);
      const leave = await bucket.enter({ priority: 'interactive' });
      await clock.sleep(before);
      counted.push(clock.now());
      await clock.sleep(after);
      leave();
    }
  };
  await clock.run(Promise.all(Array.from({ length: workers }, work)));
  return counted;
}

describe('a quota bucket', () => {
  it('never lets more through than any minute and any hour may hold, wherever they begin', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 5, max: 60 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 5_000 })), {
          minLength: 1,
        }),
        fc.integer({ min: 1, max: 6 }),
        async (perMinute, perHour, delays, workers) => {
          const latency = (call: number): readonly [number, number] => delays[call % delays.length] ?? [0, 0];
          const times = await drain({ perMinute, perHour }, 150, latency, workers);
          expect(busiest(times, 60_000)).toBeLessThanOrEqual(perMinute);
          expect(busiest(times, 3_600_000)).toBeLessThanOrEqual(perHour);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('uses at least 98 % of what it may', async () => {
    const times = await drain({ perMinute: 50, perHour: 1_500 }, 4_500, () => [40, 160]);
    const last = times.at(-1) ?? 0;
    const permitted = permittedIn(last, 50, 1_500);
    expect(times.length / permitted).toBeGreaterThanOrEqual(0.98);
  });

  it('gives the next turn to an action before a reader, and to a reader before a back-fill', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(priority, { minLength: 2, maxLength: 30 }), async (kinds) => {
        const clock = new VirtualClock();
        const bucket = new Bucket({ perMinute: 1 }, clock);
        (await bucket.enter({ priority: 'backfill' }))();
        const order: Priority[] = [];
        const all = kinds.map(async (kind) => {
          const leave = await bucket.enter({ priority: kind });
          order.push(kind);
          leave();
        });
        await clock.run(Promise.all(all));
        const rank: readonly Priority[] = ['action', 'interactive', 'backfill'];
        expect(order.map((kind) => rank.indexOf(kind))).toEqual(
          kinds.map((kind) => rank.indexOf(kind)).toSorted((a, b) => a - b),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('leaves a few calls of each hour to others than a back-fill', async () => {
    const clock = new VirtualClock();
    const bucket = new Bucket({ perHour: 10, reserve: 2 }, clock);
    const backfill = Array.from({ length: 10 }, async () => {
      (await bucket.enter({ priority: 'backfill' }))();
      return clock.now();
    });
    const action = (async (): Promise<number> => {
      await clock.sleep(1_000);
      (await bucket.enter({ priority: 'action' }))();
      return clock.now();
    })();
    const [acted, filled] = await clock.run(Promise.all([action, Promise.all(backfill)]));
    expect(acted).toBe(1_000);
    expect(filled.filter((time) => time < 3_600_000)).toHaveLength(8);
  });

  it('fails at once when the turn would come after the deadline, and says how long it would have been', async () => {
    const clock = new VirtualClock();
    const bucket = new Bucket({ perMinute: 1 }, clock);
    (await bucket.enter({ priority: 'interactive' }))();
    const refused = bucket.enter({ priority: 'interactive', deadline: 30_000 });
    await expect(refused).rejects.toMatchObject({ reason: 'deadline', waitMs: 60_001 });
    expect(clock.now()).toBe(0);
    await clock.run(bucket.enter({ priority: 'interactive', deadline: 61_000 }));
  });

  it('lets an overtaken caller go as soon as his deadline is lost', async () => {
    const clock = new VirtualClock();
    const bucket = new Bucket({ perMinute: 1 }, clock);
    (await bucket.enter({ priority: 'interactive' }))();
    const reader = bucket.enter({ priority: 'interactive', deadline: 70_000 });
    const action = bucket.enter({ priority: 'action' });
    await expect(reader).rejects.toBeInstanceOf(LeftQueue);
    expect(clock.now()).toBe(0);
    await clock.run(action);
  });

  it('lets a caller who gives up leave the queue, and nobody behind him waits for him', async () => {
    const clock = new VirtualClock();
    const bucket = new Bucket({ perMinute: 1 }, clock);
    (await bucket.enter({ priority: 'interactive' }))();
    const giveUp = new AbortController();
    const first = bucket.enter({ priority: 'interactive', signal: giveUp.signal });
    const second = bucket.enter({ priority: 'interactive' });
    giveUp.abort();
    await expect(first).rejects.toMatchObject({ reason: 'aborted' });
    await clock.run(second);
    expect(clock.now()).toBe(60_001);
  });

  it('closes for as long as the service says', async () => {
    const clock = new VirtualClock();
    const bucket = new Bucket({ perMinute: 100 }, clock);
    bucket.block(20_000);
    await clock.run(bucket.enter({ priority: 'action' }));
    expect(clock.now()).toBe(20_000);
  });
});

/** Calls that both windows permit from the start of time until `end`: bursts of a minute until the hour is full. */
function permittedIn(end: number, perMinute: number, perHour: number): number {
  const hours = Math.floor(end / 3_600_000);
  const minutes = Math.floor((end % 3_600_000) / 60_000) + 1;
  return hours * perHour + Math.min(perHour, minutes * perMinute);
}
