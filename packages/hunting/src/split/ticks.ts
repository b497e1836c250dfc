/** A time in Microsoft's ticks of 100 nanoseconds, counted from 1970. */
export type Ticks = bigint;

const PER_MILLISECOND = 10_000n;
export const TICKS_OF_A_DAY = 864_000_000_000n;

export function ticksOfDate(date: Date): Ticks {
  return BigInt(date.getTime()) * PER_MILLISECOND;
}

/** A KQL literal of exactly this time. */
export function datetimeLiteral(ticks: Ticks): string {
  const second = ticks - (((ticks % 10_000_000n) + 10_000_000n) % 10_000_000n);
  const fraction = String(ticks - second).padStart(7, '0');
  const date = new Date(Number(second / PER_MILLISECOND)).toISOString().slice(0, 19);
  return `datetime(${date}.${fraction}Z)`;
}

/** A time as `datetime(…)` holds it, where it is written in full; nothing for other forms. */
export function ticksOfText(text: string): Ticks | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.(\d{1,7}))?)?Z?$/.exec(text.trim());
  if (!found) return undefined;
  const [, day, minutes = '00:00', seconds = ':00', fraction = ''] = found;
  const at = Date.parse(`${day}T${minutes}${seconds}Z`);
  return Number.isNaN(at) ? undefined : BigInt(at) * PER_MILLISECOND + BigInt(fraction.padEnd(7, '0'));
}
