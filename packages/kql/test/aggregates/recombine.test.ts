import { openEngine } from '@vedette/kql';
import type { Engine, KqlValue } from '@vedette/kql';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ schema: new Map() });
});
afterAll(() => engine.close());

const row = fc.record({
  part: fc.integer({ min: 0, max: 3 }),
  value: fc.option(fc.integer({ min: -50, max: 50 }), { nil: null }),
});

async function oneRow(query: string): Promise<readonly KqlValue[]> {
  const { rows } = await engine.rows(query);
  expect(rows).toHaveLength(1);
  return rows[0] ?? [];
}

it('gives the same over the whole as over its parts together', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
      const list = rows.map(
        ({ part, value }) => `${part}, ${value === null ? 'long(null)' : `long(${value})`}`,
      );
      const table = `datatable(part:long, n:long)[${list.join(', ')}]`;
      const whole = await oneRow(
        `${table} | summarize c = count(), s = sum(n), lo = min(n), hi = max(n), distinct_ = array_length(make_set(n)), list = array_length(make_list(n)), d = dcount_hll(hll(n)), p = percentile_tdigest(tdigest(n), 50, typeof(long))`,
      );
      const parts = await oneRow(
        `${table} | summarize c = count(), s = sum(n), lo = min(n), hi = max(n), distinct_ = make_set(n), list = array_length(make_list(n)), h = hll(n), t = tdigest(n) by part | summarize c = sum(c), s = sum(s), lo = min(lo), hi = max(hi), distinct_ = array_length(make_set(distinct_)), list = sum(list), d = dcount_hll(hll_merge(h)), p = percentile_tdigest(tdigest_merge(t), 50, typeof(long))`,
      );
      const values = rows.flatMap(({ value }) => value ?? []);
      expect(parts.slice(0, 6)).toEqual(whole.slice(0, 6));
      expect(whole.slice(0, 2)).toEqual([rows.length, values.reduce((sum, value) => sum + value, 0)]);
      // Over nothing there is no sketch; merged sketches of nothing hold none.
      if (values.length > 0) expect(parts.slice(6)).toEqual(whole.slice(6));
    }),
    { numRuns: 20 },
  );
}, 60_000);
