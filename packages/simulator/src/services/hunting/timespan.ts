import type { Span } from '../../hunting/window.ts';

const DURATION =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;
/** Milliseconds of years, months, weeks, days, hours, minutes and seconds. */
const UNITS = [365 * 86_400_000, 30 * 86_400_000, 7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000];

/**
 * Reads a timespan in any of its forms: start/end, duration/end, start/duration, a duration back from now, a start until now.
 * Undefined for a text that is none.
 * @see https://learn.microsoft.com/graph/api/security-security-runhuntingquery#request-body
 */
export function readTimespan(text: string, now: number): Span | undefined {
  const [first = '', second, ...more] = text.split('/');
  if (more.length > 0) return undefined;
  const [start, length] = [momentOf(first), durationOf(first)];
  if (second === undefined) {
    if (start !== undefined) return { from: start, to: now + 1 };
    return length === undefined ? undefined : { from: now - length, to: now + 1 };
  }
  const [end, lasting] = [momentOf(second), durationOf(second)];
  if (start !== undefined && end !== undefined) return start > end ? undefined : { from: start, to: end + 1 };
  if (length !== undefined && end !== undefined) return { from: end - length, to: end + 1 };
  if (start !== undefined && lasting !== undefined) return { from: start, to: start + lasting + 1 };
  return undefined;
}

function momentOf(text: string): number | undefined {
  if (!MOMENT.test(text)) return undefined;
  // Without a zone it is UTC.
  const ms = Date.parse(/T.*([Zz]|[+-]\d{2}:\d{2})$/.test(text) || !text.includes('T') ? text : `${text}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

function durationOf(text: string): number | undefined {
  const found = DURATION.exec(text);
  if (found === null || !/\d[A-Z]$/.test(text)) return undefined;
  return UNITS.reduce((sum, unit, index) => sum + unit * Number(found[index + 1] ?? 0), 0);
}
