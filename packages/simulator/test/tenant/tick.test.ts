import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  databaseTick,
  dotnetTicks,
  isoOfTick,
  msOfTick,
  tickOfIso,
  tickOfMs,
} from '../../src/tenant/tick.ts';

describe('a tick', () => {
  it('survives being written and read, to the last 100 ns', () => {
    const ticks = fc.integer({ min: -8_000_000_000_000_000, max: 8_000_000_000_000_000 });
    fc.assert(fc.property(ticks, (tick) => tickOfIso(isoOfTick(tick)) === tick));
  });

  it.each([
    '2021-03-22T12:36:35.15034Z',
    '2021-03-21T16:40:59.04Z',
    '2021-04-27T07:13:11.0866667Z',
    '2020-09-06T12:04:00Z',
  ])('is written with the digits that Microsoft wrote: %s', (text) => {
    expect(isoOfTick(tickOfIso(text) ?? 0)).toBe(text);
  });

  it('agrees with the clock in whole milliseconds', () => {
    const now = Date.UTC(2026, 10, 21, 22, 1, 2, 345);
    expect(msOfTick(tickOfMs(now))).toBe(now);
    expect(isoOfTick(tickOfMs(now))).toBe('2026-11-21T22:01:02.345Z');
  });

  it('counts as .NET does for the ids of alerts', () => {
    expect(dotnetTicks(tickOfIso('2021-04-27T12:19:27.7211305Z') ?? 0)).toBe('637551227677211305');
  });

  it('of the database lies on a three-hundredth of a second', () => {
    expect(isoOfTick(databaseTick(tickOfIso('2021-01-01T00:00:00.05Z') ?? 0))).toBe(
      '2021-01-01T00:00:00.05Z',
    );
    expect(isoOfTick(databaseTick(tickOfIso('2021-01-01T00:00:00.049Z') ?? 0))).toBe(
      '2021-01-01T00:00:00.0466667Z',
    );
  });

  it.each(['', 'yesterday', '2021-02-30T00:00:00Z', '2021-13-01', '12:00'])('refuses %j', (text) => {
    expect(tickOfIso(text)).toBeUndefined();
  });
});
