import { EPOCH_TICKS } from './ticks.ts';
import { LAST_TICK } from './time.ts';

const QUARTER = 900_000;

/** Offsets are asked of the system once for each zone and quarter of an hour: no zone changes in between. */
const known = new Map<string, Map<number, number>>();
const formats = new Map<string, Intl.DateTimeFormat | undefined>();

/** The names of zones that the system knows, in the order of the alphabet. */
export const zoneNames = (): string[] => Intl.supportedValuesOf('timeZone').toSorted();

export const isZone = (zone: string): boolean => formatOf(zone) !== undefined;

/** An instant as clocks of the zone show it, in ticks. Undefined for a zone that is not known. */
export function toLocal(ticks: bigint, zone: string): bigint | undefined {
  const offset = offsetAt(ticks, zone);
  return offset === undefined ? undefined : bounded(ticks + offset);
}

/**
 * The instant at which clocks of the zone show a time. Where clocks go back and show it twice, and where they go forward
 * and never show it, the offset behind the change is taken.
 * @see https://learn.microsoft.com/kusto/query/datetime-local-to-utc-function
 */
export function toUtc(local: bigint, zone: string): bigint | undefined {
  const later = offsetAt(local + 864_000_000_000n, zone);
  const earlier = offsetAt(local - 864_000_000_000n, zone);
  if (later === undefined || earlier === undefined) return undefined;
  if (offsetAt(local - later, zone) === later) return bounded(local - later);
  if (offsetAt(local - earlier, zone) === earlier) return bounded(local - earlier);
  return bounded(local - later);
}

const bounded = (ticks: bigint): bigint | undefined =>
  ticks >= 0n && ticks <= LAST_TICK ? ticks : undefined;

function offsetAt(ticks: bigint, zone: string): bigint | undefined {
  const format = formatOf(zone);
  if (!format) return undefined;
  const milliseconds = Number((ticks - EPOCH_TICKS) / 10_000n);
  const quarter = Math.floor(milliseconds / QUARTER);
  const offsets = known.get(zone) ?? new Map<number, number>();
  known.set(zone, offsets);
  let offset = offsets.get(quarter);
  if (offset === undefined) {
    if (offsets.size > 10_000) offsets.clear();
    offset = measured(quarter * QUARTER, format);
    offsets.set(quarter, offset);
  }
  return BigInt(offset) * 10_000n;
}

/** Milliseconds that a zone's clocks are ahead. */
function measured(milliseconds: number, format: Intl.DateTimeFormat): number {
  const parts = Object.fromEntries(
    format.formatToParts(milliseconds).map(({ type, value }) => [type, value]),
  );
  const year =
    parts['era'] === 'BC' || parts['era'] === 'B' ? 1 - Number(parts['year']) : Number(parts['year']);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']));
  local.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
  return local.getTime() - milliseconds;
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone);
  let format: Intl.DateTimeFormat | undefined;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', calendar: 'gregory', era: 'short',
      year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    }); // prettier-ignore
  } catch (error) {
    // The one thing that is wrong here is the name of the zone, which comes from the query or its rows.
    if (!(error instanceof RangeError)) throw error;
  }
  formats.set(zone, format);
  return format;
}
