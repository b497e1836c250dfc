import { defenderSchema, openEngine } from '@vedette/kql';
import type { Engine } from '@vedette/kql';
import { afterAll, beforeAll, expect, it } from 'vitest';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ schema: defenderSchema });
});
afterAll(() => engine.close());

/** Would take hours. */
const ENDLESS =
  'range a from 1 to 1000000 step 1 | extend k = 1 | join kind=inner (range b from 1 to 1000000 step 1 | extend k = 1) on k | summarize sum(a * b % 7)';

it.each([1, 200])('stops a query after %i ms, and says that its time was over', async (timeout) => {
  await expect(engine.rows(ENDLESS, { timeout })).rejects.toMatchObject({
    diagnostics: [{ code: 'KQL_TIMEOUT' }],
  });
});

it.each([0, 200])('stops a query when its caller does, after %i ms', async (after) => {
  const signal = AbortSignal.timeout(after);
  await expect(engine.rows(ENDLESS, { signal })).rejects.toThrow();
  expect(signal.aborted).toBe(true);
});

it('runs on after a query was stopped', async () => {
  await engine.rows(ENDLESS, { timeout: 50 }).catch(() => undefined);
  expect((await engine.rows('print 1')).rows).toEqual([[1]]);
});

it('stops a long count, and counts without holding what it counts', async () => {
  await expect(
    engine.rows('range x from 1 to 1000000000000 step 1 | summarize dcount(x)', { timeout: 300 }),
  ).rejects.toMatchObject({ diagnostics: [{ code: 'KQL_TIMEOUT' }] });
  const { rows } = await engine.rows('range x from 1 to 3000000 step 1 | where x % 1000000 == 0');
  expect(rows).toEqual([[1_000_000], [2_000_000], [3_000_000]]);
});

it('refuses a range without end whose ends only the data know', async () => {
  const query = 'let n = toscalar(print 300000000); range x from 1 to n step 1 | count';
  await expect(engine.rows(query)).rejects.toThrow(/longer step/);
});
