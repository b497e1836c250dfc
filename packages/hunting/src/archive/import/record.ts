import { defenderSchema } from '@vedette/kql';
import { presentName } from '../former-name.ts';
import type { JsonPiece } from './json.ts';
import type { CsvRow } from './csv.ts';

/** One row on its way in. */
export interface IncomingRow {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
  /** Tenant it says it is from. */
  readonly tenant?: string | undefined;
  readonly line: number;
}

/** What a file holds that is no row of hunting: to be said, never to be dropped in silence. */
export interface Refused {
  readonly line: number;
  readonly reason: string;
}

export type Taken = IncomingRow | Refused;

const CATEGORY = /^AdvancedHunting-(\w+)$/i;
const BY_LOWER_CASE = new Map([...defenderSchema.keys()].map((name) => [name.toLowerCase(), name]));

/** A table by its name in any case; undefined when the schema has none. */
export function tableNamed(name: string): string | undefined {
  const found = BY_LOWER_CASE.get(name.toLowerCase());
  return found === undefined ? undefined : presentName(found);
}

/** The rows in one JSON value: a message of the streaming API, an answer of a hunting API, or a row itself. */
export function* rowsIn({ value, line }: JsonPiece, table: string | undefined): Generator<Taken> {
  if (!isRecord(value)) {
    yield { line, reason: 'this is no object' };
    return;
  }
  if (Array.isArray(value['records'])) {
    for (const record of value['records'] as unknown[]) yield streamed(record, line);
  } else if (typeof value['category'] === 'string' && isRecord(value['properties']))
    yield streamed(value, line);
  else if (table === undefined)
    yield { line, reason: 'this row does not say of which table it is; give it with --table' };
  else yield* answered(value, table, line);
}

/** @see https://learn.microsoft.com/defender-xdr/streaming-api-event-hub */
function streamed(record: unknown, line: number): Taken {
  if (!isRecord(record)) return { line, reason: 'a record of this message is no object' };
  const { category, properties, tenantId } = record;
  const name = CATEGORY.exec(typeof category === 'string' ? category : '')?.[1];
  if (name === undefined)
    return { line, reason: `category ${JSON.stringify(category)} is not AdvancedHunting-…` };
  const table = tableNamed(name);
  if (table === undefined) return { line, reason: `there is no table ${name} in the schema` };
  if (!isRecord(properties)) return { line, reason: 'a record of this message has no properties' };
  return {
    table,
    row: properties,
    line,
    tenant: typeof tenantId === 'string' && tenantId !== '' ? tenantId : undefined,
  };
}

/** `{columns, rows}` of ours, `{schema, results}` of the APIs, or one row. */
function* answered(value: Readonly<Record<string, unknown>>, table: string, line: number): Generator<Taken> {
  const rows = value['results'] ?? value['Results'] ?? value['rows'];
  if (!Array.isArray(rows)) {
    yield { table, row: value, line };
    return;
  }
  const names = namesOf(value['columns'] ?? value['schema'] ?? value['Schema']);
  for (const row of rows as unknown[]) {
    if (Array.isArray(row))
      yield {
        table,
        row: Object.fromEntries(row.map((one, at) => [names[at] ?? `Column${at + 1}`, one as unknown])),
        line,
      };
    else if (isRecord(row)) yield { table, row, line };
    else yield { line, reason: 'a row of this answer is neither a list nor an object' };
  }
}

function namesOf(columns: unknown): string[] {
  if (!Array.isArray(columns)) return [];
  return columns.map((column: unknown) =>
    isRecord(column) ? String(column['name'] ?? column['Name']) : String(column),
  );
}

/** A row of CSV, by the names of the first. */
export function rowOf(names: readonly string[], { values, line }: CsvRow, table: string): Taken {
  if (values.length !== names.length) {
    return {
      line,
      reason: `this row has ${values.length} values where the first line names ${names.length} columns`,
    };
  }
  return { table, line, row: Object.fromEntries(values.map((value, at) => [names[at] ?? '', value])) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
