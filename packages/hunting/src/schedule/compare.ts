import type { Column, KqlValue } from '@vedette/kql';
import { readInstant } from '../archive/instant.ts';
import type { Expectation, SampleRow } from './hunt.ts';

/** One line of what is other than expected: `-` is missing, `+` is too much. */
export type Difference = string;

/** How the rows of a query differ from what a test expects; empty when they do not. */
export function differences(
  expect: Expectation,
  columns: readonly Column[],
  rows: readonly (readonly KqlValue[])[],
): Difference[] {
  const found = rows.map((row) => new Map(columns.map(({ name }, at) => [name, row[at] ?? null])));
  if (expect.kind === 'count') {
    if (rows.length === expect.count) return [];
    return [
      `- ${count(expect.count)}`,
      `+ ${count(rows.length)}`,
      ...found.slice(0, 10).map((row) => `+ ${shown(Object.fromEntries(row))}`),
    ];
  }
  const unknown = [...new Set(expect.rows.flatMap((row) => Object.keys(row)))].filter(
    (name) => !columns.some((column) => column.name === name),
  );
  if (unknown.length > 0)
    return [`- column ${unknown.join(', ')}`, `+ columns ${columns.map(({ name }) => name).join(', ')}`];
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const fits = (wanted: SampleRow, row: ReadonlyMap<string, KqlValue>): boolean =>
    Object.entries(wanted).every(
      ([name, value]) => plain(value, types.get(name)) === plain(row.get(name), types.get(name)),
    );
  if (expect.ordered) {
    const wrong = Math.max(expect.rows.length, found.length);
    return Array.from({ length: wrong }, (_, at) => at).flatMap((at) => {
      const [wanted, row] = [expect.rows[at], found[at]];
      if (wanted && row && fits(wanted, row)) return [];
      return [
        ...(wanted ? [`- ${shown(wanted)}`] : []),
        ...(row ? [`+ ${shown(Object.fromEntries(row))}`] : []),
      ];
    });
  }
  return unordered(expect.rows, found, fits);
}

/** Pairs wanted rows with found ones so that as many as can be are paired, however little each wanted row says. */
function unordered(
  wanted: readonly SampleRow[],
  found: readonly ReadonlyMap<string, KqlValue>[],
  fits: (wanted: SampleRow, row: ReadonlyMap<string, KqlValue>) => boolean,
): Difference[] {
  const partner = new Map<number, number>();
  const place = (at: number, tried: Set<number>): boolean => {
    for (const [other, row] of found.entries()) {
      if (tried.has(other) || !fits(wanted[at]!, row)) continue;
      tried.add(other);
      const holder = partner.get(other);
      if (holder !== undefined && !place(holder, tried)) continue;
      partner.set(other, at);
      return true;
    }
    return false;
  };
  const missing = wanted.filter((_, at) => !place(at, new Set()));
  return [
    ...missing.map((row) => `- ${shown(row)}`),
    ...found.filter((_, at) => !partner.has(at)).map((row) => `+ ${shown(Object.fromEntries(row))}`),
  ];
}

/** A text by which two values of one column can be compared, whatever way YAML and the engine spell them. */
function plain(value: unknown, type: Column['type'] | undefined): string {
  if (value === null || value === undefined) return type === 'string' ? '""' : 'null';
  if (type === 'datetime' && typeof value === 'string') return readInstant(value) ?? value;
  if (type === 'long' || type === 'int' || type === 'real' || type === 'decimal') return textOf(value);
  if (type === 'string') return JSON.stringify(textOf(value));
  return JSON.stringify(sorted(value));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, one]) => [key, sorted(one)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function shown(row: SampleRow): string {
  const filled = Object.entries(row).filter(([, value]) => value !== null && value !== '');
  return filled.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ') || 'a row of nothing';
}

function count(rows: number): string {
  return rows === 0 ? 'no rows' : `${rows} ${rows === 1 ? 'row' : 'rows'}`;
}
