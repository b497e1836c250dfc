import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cronProblem, dueAt, nextAt, slotToRun } from '../../src/schedule/due.ts';

const at = (text: string): number => Date.parse(text);
const six = { cron: '0 6 * * *', timezone: 'UTC' };

it('is due at the last time of its pattern, also at that very moment', () => {
  expect(dueAt(six, at('2026-03-10T05:59:59.999Z'))).toBe(at('2026-03-09T06:00:00Z'));
  expect(dueAt(six, at('2026-03-10T06:00:00.000Z'))).toBe(at('2026-03-10T06:00:00Z'));
  expect(dueAt(six, at('2026-03-10T06:00:00.500Z'))).toBe(at('2026-03-10T06:00:00Z'));
  expect(nextAt(six, at('2026-03-10T06:00:00Z'))).toBe(at('2026-03-11T06:00:00Z'));
});

it('follows the hour of its time zone over a change of the clocks', () => {
  // Berlin goes from +1 to +2 on 29 March 2026.
  const berlin = { cron: '0 6 * * *', timezone: 'Europe/Berlin' };
  expect(dueAt(berlin, at('2026-03-28T12:00:00Z'))).toBe(at('2026-03-28T05:00:00Z'));
  expect(dueAt(berlin, at('2026-03-29T12:00:00Z'))).toBe(at('2026-03-29T04:00:00Z'));
});

it('says what is wrong with a pattern or a time zone', () => {
  expect(cronProblem('0 6 * * *', 'UTC')).toBeUndefined();
  expect(cronProblem('61 * * * *', 'UTC')).toMatch(/61/);
  expect(cronProblem('0 6 * * *', 'Middle/Earth')).toBeDefined();
});

const schedule = fc.oneof(
  fc.integer({ min: 60_000, max: 86_400_000 }).map((every) => ({ every })),
  fc.constantFrom('*/5 * * * *', '0 6 * * 1-5', '30 2 1 * *').map((cron) => ({ cron, timezone: 'UTC' })),
);

it('serves each due time once, however the clock moves, and one of the many that were missed', () => {
  fc.assert(
    fc.property(
      schedule,
      fc.array(fc.integer({ min: -3_600_000, max: 40 * 86_400_000 }), { minLength: 1, maxLength: 20 }),
      (one, moves) => {
        let now = at('2026-03-10T00:00:00Z');
        let last: number | undefined;
        for (const move of moves) {
          now += move;
          const slot = slotToRun(one, last, now);
          const due = dueAt(one, now)!;
          expect(due).toBeLessThanOrEqual(now);
          expect(nextAt(one, now)!).toBeGreaterThan(now);
          if (slot === undefined) {
            expect(last).toBeGreaterThanOrEqual(due);
            continue;
          }
          expect(slot).toBe(due);
          last = slot;
          expect(slotToRun(one, last, now)).toBeUndefined();
        }
      },
    ),
    { numRuns: 200 },
  );
});

it('runs on when it last ran by a clock that was ahead', () => {
  const now = at('2026-03-10T00:10:00Z');
  expect(slotToRun({ every: 600_000 }, at('2029-01-01T00:00:00Z'), now)).toBe(now);
});
