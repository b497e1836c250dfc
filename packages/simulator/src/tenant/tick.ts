/**
 * A moment in the pretended cloud: units of 100 ns since 2020-01-01T00:00:00Z, the resolution Microsoft
 * writes. Counted from 2020 because from 1970 it would not fit a safe integer; so it is exact for
 * 1991–2048, and beyond that still ordered.
 */
export type Tick = number;

const EPOCH_MS = Date.UTC(2020, 0, 1);
const PER_MS = 10_000;
const PER_SECOND = 10_000_000;
/** .NET ticks (since year 1) at our epoch, which alert ids are made of. */
const DOTNET_EPOCH = 637_134_336_000_000_000n;

export const SECOND: Tick = PER_SECOND;
export const MINUTE: Tick = 60 * SECOND;
export const HOUR: Tick = 60 * MINUTE;
export const DAY: Tick = 24 * HOUR;

export function tickOfMs(ms: number): Tick {
  return Math.round((ms - EPOCH_MS) * PER_MS);
}

export function msOfTick(tick: Tick): number {
  return Math.floor(tick / PER_MS) + EPOCH_MS;
}

/** Rounds down to 1/300 s, the step in which the service's own database keeps incident times. */
export function databaseTick(tick: Tick): Tick {
  const seconds = Math.floor(tick / PER_SECOND);
  const third = Math.floor(((tick - seconds * PER_SECOND) * 300) / PER_SECOND);
  return seconds * PER_SECOND + Math.round((third * PER_SECOND) / 300);
}

/**
 * ISO 8601 UTC with as many fractional digits as are not zero, at most seven, as recorded answers have it.
 * Written without `Date` but for the day: a page of incidents holds thousands of times.
 */
export function isoOfTick(tick: Tick): string {
  const seconds = Math.floor(tick / PER_SECOND);
  const rest = tick - seconds * PER_SECOND;
  const day = Math.floor(seconds / 86_400);
  const second = seconds - day * 86_400;
  const hour = Math.floor(second / 3600);
  const minute = Math.floor((second % 3600) / 60);
  return `${dayText(day)}T${two(hour)}:${two(minute)}:${two(second % 60)}${fractionText(rest)}Z`;
}

const MOST_DAYS = 4096;
const days = new Map<number, string>();

/** `2026-11-21` of a day counted from our epoch. */
function dayText(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * 86_400_000 + EPOCH_MS).toISOString().slice(0, -14);
  if (days.size >= MOST_DAYS) days.clear();
  days.set(day, text);
  return text;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

function fractionText(rest: number): string {
  if (rest === 0) return '';
  let digits = String(rest + PER_SECOND).slice(1);
  while (digits.endsWith('0')) digits = digits.slice(0, -1);
  return `.${digits}`;
}

const ISO =
  /^(\d{4,5})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** Undefined when the text is no date. A date without zone is UTC. */
export function tickOfIso(text: string): Tick | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  // A date such as 31 June would roll over into July: the service refuses it.
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined;
  const seconds = (date.getTime() - EPOCH_MS) / 1000 - zoneSeconds(zone);
  return seconds * PER_SECOND + Number(fraction.slice(0, 7).padEnd(7, '0'));
}

function zoneSeconds(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const digits = zone.replace(/\D/g, '');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60;
  return zone.startsWith('-') ? -seconds : seconds;
}

export function dotnetTicks(tick: Tick): string {
  return String(BigInt(tick) + DOTNET_EPOCH);
}
