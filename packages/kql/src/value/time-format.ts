import { formatDatetime } from './time.ts';

/** The fields a format may ask for. */
interface Fields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Seven digits behind the second. */
  readonly fraction: string;
}

type Writer = (fields: Fields) => string;

const two = (value: number): string => String(value).padStart(2, '0');
const twelve = (hour: number): number => hour % 12 || 12;

/** Digits of the second's fraction; the capital form writes nothing for trailing zeros. */
const fractions: [string, Writer][] = [1, 2, 3, 4, 5, 6, 7].flatMap((count): [string, Writer][] => [
  ['f'.repeat(count), ({ fraction }) => fraction.slice(0, count)],
  ['F'.repeat(count), ({ fraction }) => fraction.slice(0, count).replace(/0+$/, '')],
]);

const CLOCK: [string, Writer][] = [
  ['H', ({ hour }) => String(hour)],
  ['HH', ({ hour }) => two(hour)],
  ['m', ({ minute }) => String(minute)],
  ['mm', ({ minute }) => two(minute)],
  ['s', ({ second }) => String(second)],
  ['ss', ({ second }) => two(second)],
  ...fractions,
];

const INSTANT: ReadonlyMap<string, Writer> = new Map([
  ...CLOCK,
  ['d', ({ day }) => String(day)],
  ['dd', ({ day }) => two(day)],
  ['h', ({ hour }) => String(twelve(hour))],
  ['hh', ({ hour }) => two(twelve(hour))],
  ['M', ({ month }) => String(month)],
  ['MM', ({ month }) => two(month)],
  ['y', ({ year }) => String(year % 100)],
  ['yy', ({ year }) => two(year % 100)],
  ['yyyy', ({ year }) => String(year).padStart(4, '0')],
  ['tt', ({ hour }) => (hour < 12 ? 'AM' : 'PM')],
] satisfies [string, Writer][]);

const SPAN: ReadonlyMap<string, Writer> = new Map([
  ...CLOCK,
  ['h', ({ hour }) => String(hour)],
  ['hh', ({ hour }) => two(hour)],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((count): [string, Writer] => [
    'd'.repeat(count),
    ({ day }) => String(day).padStart(count, '0'),
  ]),
]);

const DELIMITERS = ' /-:,._[]';

/** What of a format is not understood, or undefined when all of it is. */
export function unknownIn(format: string, kind: 'datetime' | 'timespan'): string | undefined {
  return pieces(format).find(
    (piece) => !DELIMITERS.includes(piece) && !(kind === 'datetime' ? INSTANT : SPAN).has(piece),
  );
}

/** @see https://learn.microsoft.com/kusto/query/format-datetime-function */
export function formatInstant(ticks: bigint, format: string): string {
  const text = formatDatetime(ticks);
  const [year, month, day, hour, minute, second] = text.split(/[-T:.Z]/).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return written(format, INSTANT, { year, month, day, hour, minute, second, fraction: text.slice(20, 27) });
}

/** @see https://learn.microsoft.com/kusto/query/format-timespan-function */
export function formatSpan(ticks: bigint, format: string): string {
  const size = ticks < 0n ? -ticks : ticks;
  const seconds = size / 10_000_000n;
  const fields = {
    year: 0,
    month: 0,
    day: Number(seconds / 86_400n),
    hour: Number((seconds / 3600n) % 24n),
    minute: Number((seconds / 60n) % 60n),
    second: Number(seconds % 60n),
    fraction: String(size % 10_000_000n).padStart(7, '0'),
  };
  return (ticks < 0n ? '-' : '') + written(format, SPAN, fields);
}

function written(format: string, writers: ReadonlyMap<string, Writer>, fields: Fields): string {
  return pieces(format)
    .map((piece) => writers.get(piece)?.(fields) ?? piece)
    .join('');
}

/** Runs of one letter, and all else a character at a time. */
const pieces = (format: string): string[] => format.match(/([a-zA-Z])\1*|[^a-zA-Z]/gs) ?? [];
