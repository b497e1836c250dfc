const DAY = 864_000_000_000n;
const EPOCH = 621_355_968_000_000_000n;
/** Ticks in each unit a timespan literal may be written in. */
const UNITS: Readonly<Record<string, bigint>> = {
  d: DAY, day: DAY, days: DAY,
  h: 36_000_000_000n, hr: 36_000_000_000n, hrs: 36_000_000_000n, hour: 36_000_000_000n, hours: 36_000_000_000n,
  m: 600_000_000n, min: 600_000_000n, minute: 600_000_000n, minutes: 600_000_000n,
  s: 10_000_000n, sec: 10_000_000n, second: 10_000_000n, seconds: 10_000_000n,
  ms: 10_000n, milli: 10_000n, millis: 10_000n, millisec: 10_000n, millisecond: 10_000n, milliseconds: 10_000n,
  micro: 10n, micros: 10n, microsec: 10n, microsecond: 10n, microseconds: 10n,
  tick: 1n, ticks: 1n,
}; // prettier-ignore

const DATETIME =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,9}))?)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * An instant as ticks of 100 ns from 0001-01-01, from an ISO 8601 text; undefined for any other text.
 * @see https://learn.microsoft.com/kusto/query/scalar-data-types/datetime
 */
export function parseDatetime(text: string): bigint | undefined {
  const match = DATETIME.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const real =
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day) &&
    Number(year) > 0 &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60;
  if (!real) return undefined;
  const seconds = BigInt(Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offsetOf(zone));
  const ticks = BigInt(fraction.padEnd(7, '0').slice(0, 7));
  return EPOCH + BigInt(date.getTime()) * 10_000n + seconds * 10_000_000n + ticks;
}

function offsetOf(zone: string): number {
  if (/^z$/i.test(zone)) return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/**
 * A timespan in ticks, from `1.5h` or `[-][d.]hh:mm[:ss[.fffffff]]`; undefined for any other text.
 * @see https://learn.microsoft.com/kusto/query/scalar-data-types/timespan
 */
export function parseTimespan(text: string): bigint | undefined {
  const unit = /^([+-]?)(\d+)(?:\.(\d+))?\s*([a-z]+)$/i.exec(text.trim());
  if (unit) {
    const [, sign, whole = '0', fraction = '', name = ''] = unit;
    const size = UNITS[name.toLowerCase()];
    if (size === undefined) return undefined;
    const ticks = (BigInt(whole + fraction) * size) / 10n ** BigInt(fraction.length);
    return sign === '-' ? -ticks : ticks;
  }
  const clock = /^(-?)(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/.exec(text.trim());
  if (clock) {
    const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = clock;
    const ticks =
      BigInt(days) * DAY +
      BigInt(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 10_000_000n +
      BigInt(fraction.padEnd(7, '0'));
    return sign === '-' ? -ticks : ticks;
  }
  return /^-?\d+$/.test(text.trim()) ? BigInt(text.trim()) * DAY : undefined;
}

/** `2024-01-02T03:04:05.1234567Z` */
export function formatDatetime(ticks: bigint): string {
  const milliseconds = (ticks - EPOCH) / 10_000n - ((ticks - EPOCH) % 10_000n < 0n ? 1n : 0n);
  const rest = ticks - EPOCH - milliseconds * 10_000n;
  const iso = new Date(Number(milliseconds)).toISOString();
  return `${iso.slice(0, -1)}${String(rest).padStart(4, '0')}Z`;
}

/** `[-][d.]hh:mm:ss[.fffffff]` */
export function formatTimespan(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const days = size / DAY;
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
  return EPOCH + BigInt(date.getTime()) * 10_000n;
}
