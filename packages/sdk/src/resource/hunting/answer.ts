import { isVedetteError } from '../../error.ts';
import type { ApiResponse } from '../../transport/send.ts';
import type { HuntAnswer, HuntColumn, HuntRoute, HuntRow } from '../hunting.ts';
import { columnsOf } from './column.ts';
import { parseExactly } from './exact-json.ts';
import { brokenOff, explain, fromBody } from './fault.ts';
import { Scanner, wrong } from './scan.ts';
import type { Part } from './scan.ts';
import { convertersFor } from './value.ts';

type Rows = Extract<Part, { kind: 'rows' }>;

/** What has been read of an answer so far, beside its rows. */
class Known {
  columns: readonly HuntColumn[] | undefined;
  stats: Readonly<Record<string, unknown>> | undefined;

  /** Takes what is no row, and gives back the rows. @throws VedetteError for a fault that the service tells here */
  take(parts: readonly Part[]): Rows[] {
    const rows: Rows[] = [];
    for (const part of parts) {
      if (part.kind === 'rows') rows.push(part);
      else this.#member(part.name, part.text);
    }
    return rows;
  }

  #member(name: string, text: string): void {
    if (name !== 'schema' && name !== 'stats' && name !== 'error' && name !== 'results') return;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      throw wrong(`its ${name} is no JSON`, cause);
    }
    if (name === 'error') throw fromBody(value);
    if (name === 'results' && value !== null) throw wrong('its results are no list');
    if (name === 'schema') {
      this.columns = columnsOf(value);
      if (this.columns === undefined) throw wrong('its schema is no list of names and types');
    }
    if (name === 'stats' && typeof value === 'object' && value !== null) {
      this.stats = value as Record<string, unknown>;
    }
  }
}

/**
 * Reads an answer up to its schema, and the rows when they are asked for. Rows that stand before the schema are
 * kept as text until it comes.
 *
 * @throws VedetteError when the answer breaks off, or is none of this API
 */
export async function readAnswer(response: ApiResponse, route: HuntRoute): Promise<HuntAnswer> {
  const known = new Known();
  const chunks = partsOf(response.stream());
  const early: Rows[] = [];
  try {
    while (known.columns === undefined) {
      const next = await chunks.next();
      if (next.done) throw wrong('it has no schema');
      early.push(...known.take(next.value));
    }
  } catch (error) {
    await chunks.return(undefined);
    throw error;
  }
  const { columns } = known;
  return { columns, rows: rowsOf(chunks, early, known, columns), route, stats: () => known.stats };
}

async function* partsOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Part[]> {
  const scanner = new Scanner();
  for await (const chunk of stream) yield scanner.push(chunk);
  if (!scanner.ended) throw brokenOff();
  if (!scanner.hadRows) throw wrong('it has no results');
}

async function* rowsOf(
  chunks: AsyncGenerator<readonly Part[]>,
  early: Rows[],
  known: Known,
  columns: readonly HuntColumn[],
): AsyncGenerator<readonly HuntRow[]> {
  const convert = batchesOf(columns);
  let count = 0;
  try {
    for (let batch = early.shift(); batch !== undefined; batch = early.shift()) {
      const rows = convert(batch);
      count += rows.length;
      yield rows;
    }
    for await (const parts of chunks) {
      for (const batch of known.take(parts)) {
        const rows = convert(batch);
        count += rows.length;
        yield rows;
      }
    }
  } catch (error) {
    throw isVedetteError(error) ? explain(error, count) : error;
  } finally {
    await chunks.return(undefined);
  }
}

/** Rows of text to rows in the order of the columns. */
function batchesOf(columns: readonly HuntColumn[]): (batch: Rows) => HuntRow[] {
  const names = columns.map(({ name }) => name);
  // A column may be called like something that every object has.
  const inherited = names.map((name) => name in Object.prototype);
  const decimals = columns.some(({ type }) => type === 'decimal');
  const asRead = convertersFor(columns, false);
  const kept = convertersFor(columns, true);
  return ({ text, long }) => {
    const exact = long || decimals;
    let records: Record<string, unknown>[];
    try {
      records = (exact ? parseExactly(`[${text}]`, decimals) : JSON.parse(`[${text}]`)) as typeof records;
    } catch (cause) {
      throw wrong('a row in it is no JSON', cause);
    }
    const converters = exact ? kept : asRead;
    return records.map((record) =>
      names.map((name, at) =>
        converters[at]!(inherited[at]! && !Object.hasOwn(record, name) ? null : record[name]),
      ),
    );
  };
}
