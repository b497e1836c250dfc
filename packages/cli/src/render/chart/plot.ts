import type { Chart } from '@vedette/commands';
import { cut, pad, widthOf } from '../fit.ts';
import { safeLine } from '../safe-text.ts';
import { Canvas } from './canvas.ts';
import type { Room } from './chart.ts';
import { labelOf, momentText } from './label.ts';
import { shortNumber, ticksBetween } from './number.ts';

const HEIGHT = 16;
/** Lines that the eye tells apart. */
const MOST = 6;
const COLOURS = ['cyan', 'yellow', 'magenta', 'green', 'red', 'blue'] as const;

type Point = readonly [x: number, y: number | null];

/** Numbers over time, over numbers or over names, as lines; of a scatter chart, as points. */
export function plotLines(chart: Chart, { width, terminal }: Room): string[] {
  const axis = axisOf(chart, terminal.utc);
  const series = chart.series.slice(0, MOST).map(({ name, points }) => ({
    name: safeLine(name),
    points: points
      .map(([x, y]): Point => [axis.at(x), y])
      .filter(([x]) => Number.isFinite(x))
      .toSorted(([a], [b]) => a - b),
  }));
  const ys = series.flatMap(({ points }) => points.flatMap(([, y]) => y ?? []));
  const xs = series.flatMap(({ points }) => points.map(([x]) => x));
  const bound = (name: string): number | undefined =>
    Number.isFinite(Number(chart.properties[name] || 'none')) ? Number(chart.properties[name]) : undefined;
  const ticks = ticksBetween(
    bound('ymin') ?? Math.min(0, least(ys)),
    bound('ymax') ?? Math.max(0, most(ys)),
    HEIGHT / 4,
  );
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const [first, last] = [least(xs), most(xs)];
  const labels = ticks.map((tick) => shortNumber(tick));
  const gutter = Math.max(...labels.map((label) => label.length));
  const canvas = new Canvas(Math.max(10, width - gutter - 3), HEIGHT);
  const place = ([x, y]: Point): readonly [number, number] | undefined =>
    y === null
      ? undefined
      : [
          last === first
            ? Math.floor(canvas.width / 2)
            : Math.round(((x - first) / (last - first)) * (canvas.width - 1)),
          Math.round((1 - (y - low) / (high - low || 1)) * (canvas.height - 1)),
        ];
  series.forEach(({ points }, owner) =>
    draw(canvas, points.map(place), owner, chart.kind !== 'scatterchart'),
  );

  const plain = !terminal.paint.isColorSupported;
  const colour = (text: string, owner: number): string => terminal.paint[COLOURS[owner] ?? 'cyan'](text);
  // Without colour, letters tell the series apart.
  const letter = (owner: number): string => String.fromCodePoint(0x61 + owner);
  const rows = canvas.rows((braille, owner) =>
    plain ? (series.length > 1 ? letter(owner).repeat(braille.length) : braille) : colour(braille, owner),
  );
  const labelAt = new Map(
    ticks.map((tick, at) => [Math.round((1 - (tick - low) / (high - low || 1)) * (HEIGHT - 1)), labels[at]]),
  );
  const legend =
    series.length < 2
      ? []
      : series.map(
          ({ name }, owner) => `${colour(plain ? letter(owner) : '■', owner)} ${cut(name, width - 4)}`,
        );
  const more = chart.series.length - series.length;
  return [
    ...rows.map((row, at) =>
      `${terminal.paint.dim(`${pad(labelAt.get(at) ?? '', gutter, true)} ${labelAt.has(at) ? '┤' : '│'}`)}${row}`.trimEnd(),
    ),
    terminal.paint.dim(`${' '.repeat(gutter)} └${'─'.repeat(canvas.width / 2)}`),
    terminal.paint.dim(' '.repeat(gutter + 2) + axis.labels(first, last, canvas.width / 2)),
    ...legend,
    ...(more > 0 ? [terminal.paint.dim(`… and ${more} more series; --chart table shows all`)] : []),
  ];
}

function draw(
  canvas: Canvas,
  points: readonly (readonly [number, number] | undefined)[],
  owner: number,
  joined: boolean,
): void {
  points.forEach((point, at) => {
    if (point === undefined) return;
    // A gap stays a gap.
    const before = joined ? points[at - 1] : undefined;
    const [x, y] = before ?? point;
    canvas.line(x, y, ...point, owner);
  });
}

interface Axis {
  /** Where a value stands; not finite where it stands nowhere. */
  at(value: unknown): number;
  labels(first: number, last: number, width: number): string;
}

/** Times and numbers stand where they are, names one after the other. */
function axisOf({ x, series }: Chart, utc: boolean): Axis {
  if (x.type === 'datetime') {
    return {
      at: (value) => Date.parse(String(value)),
      labels: (first, last, width) => spread(first, last, width, (ms) => momentText(ms, last - first, utc)),
    };
  }
  const values = series.flatMap(({ points }) => points.map(([value]) => value));
  if (values.every((value) => value === null || Number.isFinite(Number(value)))) {
    return {
      at: (value) => (value === null ? Number.NaN : Number(value)),
      labels: (first, last, width) => spread(first, last, width, shortNumber),
    };
  }
  const names = [...new Set(values.map((value) => labelOf(value, x, utc)))];
  return {
    at: (value) => names.indexOf(labelOf(value, x, utc)),
    labels: (first, last, width) => spread(first, last, width, (at) => names[Math.round(at)] ?? ''),
  };
}

/** A few labels from the first to the last, as many as there is room for. */
function spread(first: number, last: number, width: number, text: (value: number) => string): string {
  const widest = Math.max(widthOf(text(first)), widthOf(text(last)), 4);
  const count = first === last ? 1 : Math.max(2, Math.min(8, Math.floor(width / (widest + 4))));
  const labels = Array.from({ length: count }, (_, at) =>
    cut(text(count === 1 ? first : first + ((last - first) * at) / (count - 1)), Math.floor(width / count)),
  );
  if (count === 1) return pad(labels[0] ?? '', Math.floor((width + widthOf(labels[0] ?? '')) / 2), true);
  return labels.reduce((line, label, at) => {
    const middle = Math.round(((width - 1) * at) / (count - 1));
    const from =
      at === 0 ? 0 : at === count - 1 ? width - widthOf(label) : middle - Math.floor(widthOf(label) / 2);
    return pad(line, Math.max(from, line === '' ? 0 : widthOf(line) + 1), false) + label;
  }, '');
}

// Spread into Math.min a hundred thousand values would overflow the stack.
function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((high, value) => Math.max(high, value), -Infinity);
}
