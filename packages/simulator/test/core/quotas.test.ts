import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createClock } from '../../src/core/clock.ts';
import { QUOTAS } from '../../src/core/quota-table.ts';
import { createQuotas } from '../../src/core/quotas.ts';

it('no window of any length ever holds more calls than published, and a wait that was served suffices', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...QUOTAS.filter(({ windows }) => windows.every(({ calls }) => calls <= 1500))),
      fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 400 }),
      (row, gaps) => {
        const clock = createClock('2026-05-01T00:00:00Z');
        const quotas = createQuotas(clock, true);
        const passed: number[] = [];
        for (const gap of gaps) {
          clock.advance(Math.floor(gap / 40));
          const wait = quotas.spend(row.bucket, 'app@tenant');
          if (wait !== undefined) {
            clock.advance(wait);
            expect(quotas.spend(row.bucket, 'app@tenant')).toBeUndefined();
          }
          passed.push(clock.now());
        }
        for (const { seconds, calls } of row.windows)
          for (const end of passed)
            expect(passed.filter((at) => at > end - seconds * 1000 && at <= end).length).toBeLessThanOrEqual(
              calls,
            );
      },
    ),
    { numRuns: 25 },
  );
});

it('callers do not share a quota, and a refused call costs nothing', () => {
  const clock = createClock('2026-05-01T00:00:00Z');
  const quotas = createQuotas(clock, true);
  for (let call = 0; call < 50; call++) expect(quotas.spend('xdr-incidents', 'a')).toBeUndefined();
  expect(quotas.spend('xdr-incidents', 'a')).toBe(60_000);
  expect(quotas.spend('xdr-incidents', 'a')).toBe(60_000);
  expect(quotas.spend('xdr-incidents', 'b')).toBeUndefined();
  clock.advance(60_000);
  expect(quotas.spend('xdr-incidents', 'a')).toBeUndefined();
});

it('every row of the table says where it is published', () => {
  for (const { source } of QUOTAS) expect(source).toMatch(/^https:\/\/learn\.microsoft\.com\//);
  expect(() => createQuotas(createClock(), true).spend('n0-such-bucket', 'a')).toThrow(RangeError);
});
