import { describe, expect, it } from 'vitest';
import { backOffMs, waitOf } from '../../src/network/retry-timing.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const inAMinute = '2026-11-21T12:01:00Z';

function error(message: string, more: object = {}): string {
  return JSON.stringify({ error: { code: 'TooManyRequests', message, ...more } });
}

describe('how long the service asks one to wait', () => {
  it.each<[string, number, Record<string, string>, string, number | undefined]>([
    ['seconds in the header', 429, { 'retry-after': '12' }, '', 12_000],
    ['more than 300 seconds', 429, { 'retry-after': '3600' }, '', 3_600_000],
    ['parts of a second', 429, { 'retry-after': '0.5' }, '', 500],
    ['an HTTP date', 429, { 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT' }, '', 30_000],
    ['a date that has passed', 429, { 'retry-after': 'Sat, 21 Nov 2026 11:00:00 GMT' }, '', 0],
    [
      'a date by a clock ahead of ours',
      429,
      { 'retry-after': 'Sat, 21 Nov 2026 12:10:30 GMT', date: 'Sat, 21 Nov 2026 12:10:00 GMT' },
      '',
      630_000,
    ],
    [
      'a date by a clock behind ours',
      429,
      { 'retry-after': 'Sat, 21 Nov 2026 11:50:30 GMT', date: 'Sat, 21 Nov 2026 11:50:00 GMT' },
      '',
      30_000,
    ],
    ['a time in the message', 429, {}, error(`Calls may resume at ${inAMinute}.`), 60_000],
    ['a time with fractions', 429, {}, error('Resets 2026-11-21T12:01:00.5000000Z'), 60_500],
    ['a time without a zone', 429, {}, error('Retry after 2026-11-21 12:01:00 please'), 60_000],
    ['an American time', 429, {}, error('Quota resets at 11/21/2026 12:01:00 PM.'), 60_000],
    ['a number of seconds in words', 429, {}, error('Try again in 45 seconds.'), 45_000],
    ['a number of minutes in words', 429, {}, error('Please wait 3 minutes'), 180_000],
    [
      'a length as .NET writes it',
      429,
      {},
      error('You have exceeded processing resources. You can run queries again in 00:12:30.5.'),
      750_500,
    ],
    ['days, too', 429, {}, error('You can run queries again in 1.00:00:01'), 86_401_000],
    ['a length in several words', 429, {}, error('again in 1 hour, 2 minutes and 3 seconds.'), 3_723_000],
    ['the first length where there are two', 429, {}, error('45 calls in 1 minute; wait 5 s'), 60_000],
    ['plain text', 429, {}, `Quota exceeded until ${inAMinute}`, 60_000],
    ['a JSON text', 429, {}, JSON.stringify(`until ${inAMinute}`), 60_000],
    [
      'the time of the error itself',
      429,
      {},
      error('Too many', { innerError: { date: inAMinute } }),
      undefined,
    ],
    ['a time that has passed', 429, {}, error('since 2026-11-21T11:59:00Z'), undefined],
    ['nothing at all', 429, {}, error('Too many requests.'), undefined],
    ['an empty body', 429, {}, '', undefined],
    ['a header that is no time', 429, { 'retry-after': 'soon' }, '', undefined],
    ['seconds with 503', 503, { 'retry-after': '7' }, '', 7_000],
    ['a time in the text of a 400', 400, {}, error(`no event at ${inAMinute}`), undefined],
  ])('reads %s', (_name, status, headers, body, expected) => {
    expect(waitOf(status, headers, body, now)).toBe(expected);
  });

  it('backs off between a half and the whole of a doubling time, up to the cap', () => {
    const least = [1, 2, 3, 10].map((attempt) => backOffMs(attempt, 1_000, 8_000, () => 0));
    const most = [1, 2, 3, 10].map((attempt) => backOffMs(attempt, 1_000, 8_000, () => 1));
    expect(least).toEqual([500, 1_000, 2_000, 4_000]);
    expect(most).toEqual([1_000, 2_000, 4_000, 8_000]);
  });
});
