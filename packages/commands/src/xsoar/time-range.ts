import { VedetteError } from '@vedette/sdk';

const MINUTE = 1;
const HOUR = 60;
const DAY = 24 * HOUR;

/** Units as people write them; a month is taken for thirty days. */
const UNITS: Readonly<Record<string, number>> = {
  m: MINUTE,
  min: MINUTE,
  minute: MINUTE,
  h: HOUR,
  hr: HOUR,
  hour: HOUR,
  d: DAY,
  day: DAY,
  w: 7 * DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  year: 365 * DAY,
};

/**
 * How many minutes back a range goes that a person wrote: `60 minutes`, `6 hours`, `1 day 12 hours`, `2 weeks ago`,
 * `last 3 days`. Nothing for an empty text.
 *
 * @throws VedetteError MDE_INPUT for anything else: a range that is not understood must not become all there is.
 */
export function minutesBack(text: string | undefined, name = 'time_range'): number | undefined {
  const range = (text ?? '').trim().toLowerCase();
  if (range === '') return undefined;
  const bare = range.replace(/^(the )?(last|past) /, '').replace(/ ago$/, '');
  const parts = [...bare.matchAll(/(?:(\d{1,6})|(an?))\s*([a-z]+)(?:\s*(?:,|and)\s*|\s+|$)/gy)];
  const read = parts.reduce((length, [whole]) => length + whole.length, 0);
  let minutes = 0;
  for (const [, digits, , unit = ''] of parts) {
    const size = UNITS[unit] ?? UNITS[unit.replace(/s$/, '')];
    minutes += (size ?? Number.NaN) * Number(digits ?? 1);
  }
  if (parts.length === 0 || read !== bare.length || !(minutes > 0)) {
    throw new VedetteError('MDE_INPUT', `${name}: "${text}" is no range of time`, {
      advice: 'Write how far back: 60 minutes, 6 hours, 1 day, 2 weeks.',
      facts: { argument: name },
    });
  }
  return minutes;
}
