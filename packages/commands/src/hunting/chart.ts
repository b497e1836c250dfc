import type { TableColumn } from '../table.ts';
import type { ChartRequest } from './chart-request.ts';

/** A chart as a program draws it: what `render` asked for, laid over the rows of the answer. */
export interface Chart extends ChartRequest {
  /** The column of the axis along the bottom, or of the slices. */
  readonly x: TableColumn;
  readonly series: readonly Series[];
}

export interface Series {
  readonly name: string;
  /** The value of `x`, and the number over it; null is a gap. */
  readonly points: readonly (readonly [x: unknown, y: number | null])[];
}

const NUMERIC: ReadonlySet<string> = new Set(['int', 'long', 'real', 'decimal']);
const NAMING: ReadonlySet<string> = new Set(['string', 'guid', 'bool']);
const OVER_TIME: ReadonlySet<string> = new Set(['timechart', 'anomalychart']);

type Values = readonly unknown[];

/**
 * Which column is which, by the rules of the operator: the first column (of a time chart the first time) is the
 * axis, numbers are drawn, and the first other text tells series apart; `xcolumn`, `ycolumns` and `series` say it
 * otherwise. Arrays, as `make-series` gives them, are taken apart.
 *
 * @returns nothing where there is no number to draw
 * @see https://learn.microsoft.com/kusto/query/render-operator
 */
export function chartOf(
  { kind, properties }: ChartRequest,
  columns: readonly TableColumn[],
  rows: readonly Values[],
): Chart | undefined {
  const drawn = columns.map(({ name, type }, at) => ({ name, at, type: elementType(type, rows, at) }));
  type Drawn = (typeof drawn)[number];
  const named = (names: string | undefined): Drawn[] | undefined =>
    names?.split(',').flatMap((name) => drawn.find((column) => column.name === name.trim()) ?? []);
  const x =
    named(properties['xcolumn'])?.[0] ??
    (OVER_TIME.has(kind) ? drawn.find(({ type }) => type === 'datetime') : undefined) ??
    drawn[0];
  if (x === undefined) return undefined;
  const ys =
    named(properties['ycolumns']) ?? drawn.filter((column) => column !== x && NUMERIC.has(column.type));
  const by =
    named(properties['series']) ??
    drawn.filter((column) => column !== x && NAMING.has(column.type)).slice(0, 1);
  if (ys.length === 0) return undefined;
  const series = new Map<string, [unknown, number | null][]>();
  for (const row of rows) {
    const group = by.map(({ at }) => textOf(row[at])).join(', ');
    for (const y of ys) {
      const name = by.length === 0 ? y.name : ys.length === 1 ? group : `${group}: ${y.name}`;
      const points = series.get(name) ?? [];
      series.set(name, points);
      points.push(...pointsOf(row[x.at], row[y.at]));
    }
  }
  const { name, at, type } = x;
  return {
    kind,
    properties,
    x: { name, type: columns[at]?.type === 'dynamic' ? type : (columns[at]?.type ?? type) },
    series: [...series].map(([title, points]) => ({ name: title, points })),
  };
}

/** The type of what is in an array, where a dynamic column holds arrays of one sort. */
function elementType(type: TableColumn['type'], rows: readonly Values[], at: number): TableColumn['type'] {
  if (type !== 'dynamic') return type;
  const found = rows.map((row) => row[at]).find((value) => Array.isArray(value) && value.length > 0);
  const element: unknown = Array.isArray(found) ? found.find((one) => one !== null) : undefined;
  if (typeof element === 'number') return 'real';
  return typeof element === 'string' && /^\d{4}-\d\d-\d\dT/.test(element) ? 'datetime' : type;
}

function pointsOf(x: unknown, y: unknown): [unknown, number | null][] {
  if (!Array.isArray(y)) return [[x, numberOf(y)]];
  const xs: readonly unknown[] = Array.isArray(x) ? x : [];
  return y.map((one: unknown, index) => [xs[index] ?? index, numberOf(one)]);
}

/** Digits past 2^53 come as a text; a picture does not need them. */
function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
}
