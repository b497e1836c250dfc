import { expect, it } from 'vitest';
import { SWEEPS, startOf } from '../../src/stream/sweeps.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const cursor = 1000 * DAY;

function book(swept: Record<string, number>, nth?: string) {
  return {
    cursor: () => ({ origin: 5 * DAY, position: cursor }),
    sweptAt: (name: string) => swept[name],
    nthNewest: () => nth,
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();

it('reads everything the first time, and counts that for every sweep', () => {
  const nothing = { ...book({}), cursor: () => undefined };
  expect(startOf(SWEEPS, nothing, 0, 1)).toEqual({
    origin: 0,
    from: 0,
    names: ['overlap', 'hourly', 'daily'],
  });
});

it('looks back a quarter of an hour, or over the newest incidents when they reach further', () => {
  const swept = { hourly: 0, daily: 0 };
  expect(startOf(SWEEPS, book(swept, iso(cursor)), 0, 1).from).toBe(cursor - HOUR / 4);
  expect(startOf(SWEEPS, book(swept, iso(cursor - 3 * DAY)), 0, 1).from).toBe(cursor - 3 * DAY);
});

it('looks back over all of a tenant that is small, but never before the mirror begins', () => {
  expect(startOf(SWEEPS, book({ hourly: 0, daily: 0 }), 0, 1)).toMatchObject({
    origin: 5 * DAY,
    from: 5 * DAY,
  });
});

it('looks back far when it has not done so for long, by the time of this machine', () => {
  const nth = iso(cursor);
  expect(startOf(SWEEPS, book({ hourly: 0, daily: 0 }, nth), 0, HOUR)).toEqual({
    origin: 5 * DAY,
    from: cursor - DAY,
    names: ['overlap', 'hourly'],
  });
  expect(startOf(SWEEPS, book({ hourly: 0, daily: 0 }, nth), 0, DAY).from).toBe(cursor - 30 * DAY);
  expect(startOf(SWEEPS, book({}, nth), 0, 1).from).toBe(cursor - 30 * DAY);
});

it('compares everything when it is told to', () => {
  const everything = [{ name: 'full', every: 0, back: Infinity }];
  expect(startOf(everything, book({}, iso(cursor)), 0, 1).from).toBe(5 * DAY);
});
