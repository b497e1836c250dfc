import type { NativeApi, Words } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One field in both shapes. */
export interface FieldRow {
  /** Dotted path in Graph's shape. */
  readonly graph: string;
  readonly native: string;
  /** A closed set of words. */
  readonly words?: Words | undefined;
  /** Graph writes identifiers as text where the native APIs write numbers. */
  readonly id?: 'text-number' | undefined;
  /** The word with which Graph says what the native API says with null. */
  readonly absent?: string | undefined;
  /** Fields of the record that this field holds. */
  readonly inside?: readonly FieldRow[] | undefined;
}

const none: ReadonlySet<string> = new Set();

/**
 * A native record in Graph's shape. Fields without a row keep their name: nothing is dropped.
 * @param skip names of fields that the caller converts himself.
 */
export function fieldsToGraph(
  record: Fields,
  rows: readonly FieldRow[],
  skip: ReadonlySet<string>,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const byName = new Map(rows.map((row) => [row.native, row]));
  for (const [name, value] of Object.entries(record)) {
    if (skip.has(name)) continue;
    const row = byName.get(name);
    if (row === undefined) put(result, [name], value);
    else put(result, row.graph.split('.'), valueToGraph(value, row));
  }
  return result;
}

/** A record of Graph's shape in the native one; the reverse of `fieldsToGraph`. */
export function fieldsToNative(
  record: Fields,
  rows: readonly FieldRow[],
  skip: ReadonlySet<string>,
  api: NativeApi,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const rest = structuredClone(
    Object.fromEntries(Object.entries(record).filter(([name]) => !skip.has(name))),
  );
  for (const row of rows) {
    const path = row.graph.split('.');
    if (!has(rest, path)) continue;
    result[row.native] = valueToNative(take(rest, path), row, api);
  }
  return Object.assign(result, rest);
}

function valueToGraph(value: unknown, row: FieldRow): unknown {
  if (value === null) return row.absent ?? null;
  if (row.inside !== undefined) return isRecord(value) ? fieldsToGraph(value, row.inside, none) : value;
  if (row.id !== undefined) return typeof value === 'number' ? String(value) : value;
  return row.words === undefined ? value : eachText(value, (word) => row.words?.graph(word) ?? word);
}

function valueToNative(value: unknown, row: FieldRow, api: NativeApi): unknown {
  const { words, id, absent, inside } = row;
  if (absent !== undefined && value === absent) return null;
  if (inside !== undefined) return isRecord(value) ? fieldsToNative(value, inside, none, api) : value;
  if (id !== undefined) return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return words === undefined ? value : eachText(value, (word) => words.native(word, api));
}

function eachText(value: unknown, change: (word: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  return Array.isArray(value) ? value.map((item) => (typeof item === 'string' ? change(item) : item)) : value;
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at = target;
  for (const name of path.slice(0, -1)) {
    const inner = at[name];
    at = isRecord(inner) ? inner : (at[name] = {});
  }
  const last = path.at(-1) ?? '';
  const known = at[last];
  // A nested rest that kept its own name joins what the rows have put there.
  at[last] = isRecord(known) && isRecord(value) ? { ...value, ...known } : value;
}

function has(record: Fields, path: readonly string[]): boolean {
  let at: unknown = record;
  for (const name of path) {
    if (!isRecord(at) || !(name in at)) return false;
    at = at[name];
  }
  return true;
}

/** Takes the value out, and the objects that are empty without it. */
function take(record: Record<string, unknown>, path: readonly string[]): unknown {
  const [name = '', ...below] = path;
  const value = record[name];
  if (below.length === 0) {
    delete record[name];
    return value;
  }
  const inner = value as Record<string, unknown>;
  const taken = take(inner, below);
  if (Object.keys(inner).length === 0) delete record[name];
  return taken;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
