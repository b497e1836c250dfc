import { EPOCH_TICKS, TICKS } from './ticks.ts';

/** Ticks in each unit a timespan literal may be written in. */
const UNITS: Readonly<Record<string, bigint>> = {
  d: TICKS.day, day: TICKS.day, days: TICKS.day,
  h: TICKS.hour, hr: TICKS.hour, hrs: TICKS.hour, hour: TICKS.hour, hours: TICKS.hour,
  m: TICKS.minute, min: TICKS.minute, minute: TICKS.minute, minutes: TICKS.minute,
  s: TICKS.second, sec: TICKS.second, second: TICKS.second, seconds: TICKS.second,
  ms: TICKS.millisecond, milli: TICKS.millisecond, millis: TICKS.millisecond, millisec: TICKS.millisecond,
  millisecond: TICKS.millisecond, milliseconds: TICKS.millisecond,
  micro: TICKS.microsecond, micros: TICKS.microsecond, microsec: TICKS.microsecond,
  microsecond: TICKS.microsecond, microseconds: TICKS.microsecond,
  tick: 1n, ticks: 1n,
}; // prettier-ignore

/** The last tick of 9999-12-31. */
export const LAST_TICK = 3_155_378_975_999_999_999n;

const CLOCK = String.raw`(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?`;
const ZONE = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?`;
const SORTABLE = new RegExp(
  String.raw`^(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T ]\s*${CLOCK})?)?${ZONE}$`,
  'i',
);
/** `02/17/2016 08:40:01` or `02-17-2016`, month first, as on the pages of `parse` and `todatetime`. */
const MONTH_FIRST = new RegExp(String.raw`^(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?:\s+${CLOCK})?${ZONE}$`, 'i');
/** `2025, 6, 14`, as on the page of `startofweek`. */
const LISTED = /^(\d{4})\s*,\s*(\d{1,2})\s*,\s*(\d{1,2})$/;
const RFC = new RegExp(
  String.raw`^(?:[a-z]{3,9},?\s+)?(\d{1,2})[- ]([a-z]{3})[a-z]*[- ](\d{4}|\d{2})(?:\s+${CLOCK})?${ZONE}$`,
  'i',
);
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * An instant as ticks of 100 ns from 0001-01-01, from a text in ISO 8601 or in the forms of RFC 822 and RFC 850;
 * undefined for any other text. A text without a zone is UTC.
 * @see https://learn.microsoft.com/kusto/query/scalar-data-types/datetime
 */
export function parseDatetime(text: string): bigint | undefined {
  const trimmed = text.trim();
  const iso = SORTABLE.exec(trimmed);
  if (iso) {
    const [, year, month, day = '1', ...clock] = iso;
    return instant(Number(year), Number(month), Number(day), clock);
  }
  const monthFirst = MONTH_FIRST.exec(trimmed);
  if (monthFirst) {
    const [, month, , day, year, ...clock] = monthFirst;
    return instant(Number(year), Number(month), Number(day), clock);
  }
  const listed = LISTED.exec(trimmed);
  if (listed) return instant(Number(listed[1]), Number(listed[2]), Number(listed[3]), []);
  const rfc = RFC.exec(trimmed);
  if (!rfc) return undefined;
  const [, day, name = '', year = '', ...clock] = rfc;
  const century = year.length === 4 ? 0 : Number(year) < 50 ? 2000 : 1900;
  return instant(century + Number(year), MONTHS.indexOf(name.toLowerCase()) + 1, Number(day), clock);
}

function instant(
  year: number,
  month: number,
  day: number,
  clock: readonly (string | undefined)[],
): bigint | undefined {
  const [hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = clock;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const real =
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    year > 0 &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60;
  if (!real) return undefined;
  const seconds = BigInt(Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offsetOf(zone));
  const ticks =
    EPOCH_TICKS +
    BigInt(date.getTime()) * 10_000n +
    seconds * 10_000_000n +
    BigInt(fraction.padEnd(7, '0').slice(0, 7));
  return ticks >= 0n && ticks <= LAST_TICK ? ticks : undefined;
}

function offsetOf(zone: string): number {
  if (!/^[+-]/.test(zone)) return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), zone.length > 3 ? Number(zone.slice(-2)) : 0];
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/**
 * A timespan in ticks, from `1.5h` or `[-][d.]hh:mm[:ss[.fffffff]]` or whole days; undefined for any other text and for
 * what is longer than a timespan can be.
 * @see https://learn.microsoft.com/kusto/query/scalar-data-types/timespan
 */
export function parseTimespan(text: string): bigint | undefined {
  const ticks = ticksOfSpan(text.trim());
  return ticks !== undefined && BigInt.asIntN(64, ticks) === ticks ? ticks : undefined;
}

function ticksOfSpan(text: string): bigint | undefined {
  const unit = /^([+-]?)(\d*)(?:\.(\d+))?(?:e([+-]?\d{1,2}))?\s*([a-z]+)$/i.exec(text);
  if (unit) {
    const [, sign, whole = '', fraction = '', exponent = '0', name = ''] = unit;
    const size = UNITS[name.toLowerCase()];
    if (size === undefined || whole + fraction === '') return undefined;
    const shift = Number(exponent) - fraction.length;
    const digits = BigInt(whole + fraction) * size;
    const ticks = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
    return sign === '-' ? -ticks : ticks;
  }
  const clock =
    /^([+-]?)(?:(\d{1,8})(?:\.|:(?=\d+:\d+:\d+)))?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7})\d*)?)?$/.exec(
      text,
    );
  if (clock) {
    const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = clock;
    if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
    const ticks =
      BigInt(days) * TICKS.day +
      BigInt(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 10_000_000n +
      BigInt(fraction.padEnd(7, '0'));
    return sign === '-' ? -ticks : ticks;
  }
  return /^[+-]?\d{1,8}$/.test(text) ? BigInt(text) * TICKS.day : undefined;
}

/** `2024-01-02T03:04:05.1234567Z` */
export function formatDatetime(ticks: bigint): string {
  const milliseconds = (ticks - EPOCH_TICKS) / 10_000n - ((ticks - EPOCH_TICKS) % 10_000n < 0n ? 1n : 0n);
  const rest = ticks - EPOCH_TICKS - milliseconds * 10_000n;
  const iso = new Date(Number(milliseconds)).toISOString();
  return `${iso.slice(0, -1)}${String(rest).padStart(4, '0')}Z`;
}

/** `[-][d.]hh:mm:ss[.fffffff]` */
export function formatTimespan(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const days = size / TICKS.day;
  const two = (value: bigint): string => String(value).padStart(2, '0');
  const clock = [(size / 36_000_000_000n) % 24n, (size / 600_000_000n) % 60n, (size / 10_000_000n) % 60n];
  const fraction = size % 10_000_000n;
  return [
    ticks < 0n ? '-' : '',
    days > 0n ? `${days}.` : '',
    clock.map(two).join(':'),
    fraction > 0n ? `.${String(fraction).padStart(7, '0')}` : '',
  ].join('');
}

/** Ticks of a moment of the system's clock. */
export function ticksOf(date: Date): bigint {
  return EPOCH_TICKS + BigInt(date.getTime()) * 10_000n;
}
