import { describe, expect, it } from 'vitest';
import { minutesBack } from '../../src/xsoar/time-range.ts';

describe('a range of time as XSOAR takes it', () => {
  it.each([
    ['60 minutes', 60],
    ['1 minute', 1],
    ['90m', 90],
    ['6 hours', 360],
    ['an hour', 60],
    ['1 day', 1440],
    ['3 Days ago', 4320],
    ['last 2 weeks', 20_160],
    ['1 month', 43_200],
    ['1 day 12 hours', 2160],
    ['1 day, 12 hours and 30 minutes', 2190],
  ])('%s is %i minutes', (text, minutes) => {
    expect(minutesBack(text)).toBe(minutes);
  });

  it('is left out when it is empty', () => {
    expect(minutesBack(undefined)).toBeUndefined();
    expect(minutesBack(' ')).toBeUndefined();
  });

  it.each([
    'yesterday',
    '0 days',
    '-1 day',
    '3',
    'days',
    '1 day or so',
    '3 fortnights',
    '1d)|take 1',
    '1 constructor',
  ])('is refused when it is %j, before anything is sent', (text) => {
    expect(() => minutesBack(text)).toThrow(
      expect.objectContaining({ code: 'MDE_INPUT', facts: { argument: 'time_range' } }),
    );
  });
});
