import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeFrom } from '@vedette/commands';

const now = Date.parse('2026-03-10T12:00:00Z');

describe('a time at the terminal', () => {
  it.each([
    ['30m', '2026-03-10T11:30:00.000Z'],
    ['12h', '2026-03-10T00:00:00.000Z'],
    ['7d', '2026-03-03T12:00:00.000Z'],
    ['2W', '2026-02-24T12:00:00.000Z'],
    ['2026-02-01', '2026-02-01T00:00:00Z'],
    ['2026-02-01 08:30', '2026-02-01T08:30:00Z'],
    ['2026-02-01T08:30:15+02:00', '2026-02-01T06:30:15Z'],
    ['2026-02-01T08:30:15-0530', '2026-02-01T14:00:15Z'],
    ['2026-02-01T08:30:15.1234567Z', '2026-02-01T08:30:15.1234567Z'],
  ])('%s is %s', (text, time) => {
    expect(timeFrom(text, now)).toBe(time);
  });

  it('is left out when it was not given', () => {
    expect(timeFrom(undefined, now)).toBeUndefined();
  });

  it.each(['2026-02-30', '2026-13-01', '2026-02-01T25:00:00Z', 'yesterday', ''])('refuses %j', (text) => {
    expect(() => timeFrom(text, now, 'since')).toThrow(
      expect.objectContaining({ code: 'MDE_INPUT', facts: { argument: 'since' } }),
    );
  });

  it('keeps every fraction Microsoft writes, in UTC', () => {
    const dates = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, fc.stringMatching(/^\d{7}$/), (date, fraction) => {
        const text = `${date.toISOString().slice(0, 19)}.${fraction}Z`;
        expect(timeFrom(text, now)).toBe(text);
      }),
    );
  });
});
