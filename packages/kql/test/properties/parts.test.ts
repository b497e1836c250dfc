import { openEngine } from '@vedette/kql';
import type { Engine, KqlValue, Schema } from '@vedette/kql';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const SCHEMA: Schema = new Map([
  [
    'T',
    [
      { name: 'a', type: 'long' },
      { name: 'b', type: 'string' },
      { name: 'at', type: 'datetime' },
    ],
  ],
]);

const row = fc.record({
  a: fc.option(fc.integer({ min: -5, max: 5 }), { nil: null }),
  b: fc.constantFrom('', 'x', 'X', 'long text'),
  at: fc.option(fc.date({ min: new Date('2026-01-01'), max: new Date('2026-01-03'), noInvalidDate: true }), {
    nil: null,
  }),
});

const condition = fc.constantFrom(
  'a > 1', 'a != 3', 'isnull(a)', 'b == "x"', 'b =~ "x"', 'isempty(b)', 'b has "text"', 'a % 2 == 0', 'at > datetime(2026-01-02)',
  'not(a > 1)', 'a between (-2 .. 2)', 'b in ("x", "")', 'a in (1, 2) or b == ""', 'isnotnull(at) and a < 4',
); // prettier-ignore

async function withRows<T>(
  rows: readonly Record<string, unknown>[],
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = await openEngine({ schema: SCHEMA, sources: new Map([['T', { kind: 'rows', rows }]]) });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

const sorted = (rows: readonly (readonly KqlValue[])[]): string[] =>
  rows.map((values) => JSON.stringify(values)).toSorted();

it('filters in two steps as in one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 20 }), condition, condition, (rows, first, second) =>
      withRows(rows, async (engine) => {
        const one = await engine.rows(`T | where (${first}) and (${second})`);
        const two = await engine.rows(
          `T | where ${first} | extend c = a | where ${second} | project a, b, at`,
        );
        expect(sorted(two.rows)).toEqual(sorted(one.rows));
      }),
    ),
    { numRuns: 30 },
  );
}, 60_000);

it('splits into what meets a condition, what does not, and what is neither', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 20 }), condition, (rows, test) =>
      withRows(rows, async (engine) => {
        const whole = await engine.rows('T');
        const parts = await engine.rows(
          `union (T | where ${test}), (T | where not(${test})), (T | where isnull(${test}))`,
        );
        expect(sorted(parts.rows)).toEqual(sorted(whole.rows));
      }),
    ),
    { numRuns: 30 },
  );
}, 60_000);

it('counts and sums over parts as over the whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 20 }), (rows) =>
      withRows(rows, async (engine) => {
        const whole = await engine.rows(
          'T | summarize n = count(), s = sum(a), low = min(a), high = max(at) by b',
        );
        const parts = await engine.rows(
          `let part = (p: long) { T | where coalesce(a, 7) % 2 == p or coalesce(a, 7) % 2 == -p | summarize n = count(), s = sum(a), low = min(a), high = max(at) by b };
           union (part(0)), (part(1)) | summarize n = sum(n), s = sum(s), low = min(low), high = max(high) by b`,
        );
        expect(sorted(parts.rows)).toEqual(sorted(whole.rows));
      }),
    ),
    { numRuns: 30 },
  );
}, 60_000);
