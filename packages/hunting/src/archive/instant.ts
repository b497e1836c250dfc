/** A moment as `2024-01-02T03:04:05.1234567Z`: UTC, always seven digits, so that text order is time order. */
export type Instant = string;

const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
// As the APIs write it, on a day that every month has: nothing has to be worked out.
const PLAIN =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,7})?Z$/;
const DAY_MS = 86_400_000;

/** Reads ISO 8601; without a zone it is UTC, as everywhere in Defender. Undefined for what is no such time. */
export function readInstant(text: string): Instant | undefined {
  if (PLAIN.test(text)) {
    return text.length === 28 ? text : `${text.slice(0, 19)}.${text.slice(20, -1).padEnd(7, '0')}Z`;
  }
  const match = ISO.exec(text.trim());
  if (match === null) return undefined;
  const [, date = '', minutes = '00:00', seconds = '00', fraction = '', zone = 'Z'] = match;
  const offset = zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const ms = Date.parse(`${date}T${minutes}:${seconds}${offset}`);
  // Date.parse turns 30 February into 2 March; an event did not happen then.
  const day = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms) || Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== date)
    return undefined;
  return `${new Date(ms).toISOString().slice(0, 19)}.${fraction.slice(0, 7).padEnd(7, '0')}Z`;
}

export function instantOf(ms: number): Instant {
  return `${new Date(ms).toISOString().slice(0, 23)}0000Z`;
}

/** Epoch milliseconds, rounded down. */
export function msOf(instant: Instant): number {
  return Date.parse(`${instant.slice(0, 23)}Z`);
}

export function plus(instant: Instant, ms: number): Instant {
  return instantOf(msOf(instant) + ms).slice(0, 23) + instant.slice(23);
}

/** UTC day, as `2024-01-02`. */
export function dayOf(instant: Instant): string {
  return instant.slice(0, 10);
}

export function startOf(day: string): Instant {
  return `${day}T00:00:00.0000000Z`;
}

export function endOf(day: string): Instant {
  return plus(startOf(day), DAY_MS);
}

export function earlier(one: Instant, other: Instant): Instant {
  return one < other ? one : other;
}

export function later(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
