import type { Column } from '@vedette/commands';
import type { Paint } from '../paint.ts';
import { safeLine } from './safe-text.ts';
import { plainText } from './value.ts';

type Kind = NonNullable<Column['kind']>;
type Colour = 'red' | 'yellow' | 'green' | 'cyan' | 'magenta' | 'dim';

const severityColour: Readonly<Record<string, Colour>> = {
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
  informational: 'dim',
  unknown: 'dim',
  unspecified: 'dim',
};

const statusColour: Readonly<Record<string, Colour>> = {
  active: 'yellow',
  new: 'yellow',
  inprogress: 'cyan',
  awaitingaction: 'magenta',
  resolved: 'green',
  redirected: 'dim',
  ok: 'green',
  yes: 'green',
  good: 'green',
  warn: 'yellow',
  missing: 'red',
  fail: 'red',
  no: 'red',
};

const two = (number: number): string => String(number).padStart(2, '0');

/** `2026-03-01 08:15:22` in the zone of the reader, or with a final `Z` in UTC. Not a time: as it is. */
export function timeText(value: string, utc: boolean): string {
  const time = new Date(value);
  if (Number.isNaN(time.getTime())) return value;
  if (utc) return `${time.toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${date} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** `3 hours ago`, in the largest unit of which there are two; nothing where it is no time. */
export function agoText(value: string, now: number): string | undefined {
  const ms = now - Date.parse(value);
  if (Number.isNaN(ms)) return undefined;
  const [name, size] = UNITS.find(([, one]) => ms >= 2 * one) ?? ['second', 1000];
  const many = Math.max(0, Math.floor(ms / size));
  return `${many} ${name}${many === 1 ? '' : 's'} ago`;
}

/** One value as one safe line, without colour. */
export function cellText(value: unknown, kind: Kind | undefined, utc: boolean): string {
  const text = plainText(value);
  if (text === '' || (kind !== 'time' && kind !== 'age')) return safeLine(text);
  const ago = kind === 'age' ? agoText(text, Date.now()) : undefined;
  return safeLine(timeText(text, utc) + (ago === undefined ? '' : ` (${ago})`));
}

/** Colours a finished cell by what it says. The text must have its final width already. */
export function colourCell(cell: string, text: string, kind: Kind | undefined, paint: Paint): string {
  if (kind === 'time' || kind === 'age') return paint.dim(cell);
  const table = kind === 'severity' ? severityColour : kind === 'status' ? statusColour : undefined;
  const colour = table?.[text.toLowerCase().replace(/[^a-z]/g, '')];
  return colour ? paint[colour](cell) : cell;
}
