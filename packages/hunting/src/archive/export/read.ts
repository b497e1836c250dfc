import { VedetteError, isVedetteError } from '@vedette/sdk';
import { OTHER } from '../column.ts';
import { columnsOf, placeOf } from '../table-columns.ts';
import type { Span } from '../span.ts';
import { openStage, type Stage, type StageWriter } from '../stage.ts';
import { storedText } from '../value.ts';
import type { ExportSource, Part } from './source.ts';

export interface Limits {
  /** An answer of so many rows is taken for one that was cut. */
  readonly rows: number;
}

export interface ReadOptions {
  readonly source: ExportSource;
  readonly limits: Limits;
  /** Where rows are staged. */
  readonly scratch: string;
  readonly signal?: AbortSignal | undefined;
  /** Told of every question to the cloud. */
  readonly asked: () => void;
}

/** More than these parts of one moment or one table, and something else is wrong. */
const MOST_PARTS = 1024;
const PARTS_STEP = 8;

/** Stages an answer whole; `too large` when the service gave less than there is. */
export async function readWhole(
  table: string,
  span: Span | undefined,
  options: ReadOptions,
): Promise<Stage | 'too large'> {
  return staged(table, options, (writer) => append(writer, table, span, undefined, options));
}

/** Stages what is too large for one answer and cannot be split by time, in parts. */
export async function readInParts(
  table: string,
  span: Span | undefined,
  options: ReadOptions,
): Promise<Stage> {
  for (let of = PARTS_STEP; of <= MOST_PARTS; of *= PARTS_STEP) {
    const stage = await staged(table, options, async (writer) => {
      for (let index = 0; index < of; index += 1) {
        if (!(await append(writer, table, span, { index, of }, options))) return false;
      }
      return true;
    });
    if (stage !== 'too large') return stage;
  }
  const where = span === undefined ? '' : ` from ${span.from} to ${span.until}`;
  throw new VedetteError(
    'MDE_QUERY_LIMIT',
    `${table} has more rows${where} than the service gives in ${MOST_PARTS} parts.`,
    {
      advice: 'Fill this table from files of the streaming API: vedette archive import FILE',
      facts: { table, ...span },
    },
  );
}

async function staged(
  table: string,
  { scratch }: ReadOptions,
  fill: (writer: StageWriter) => Promise<boolean>,
): Promise<Stage | 'too large'> {
  const writer = openStage(scratch, table, columnsOf(table));
  try {
    if (await fill(writer)) return await writer.close();
  } catch (error) {
    await writer.discard();
    throw error;
  }
  await writer.discard();
  return 'too large';
}

/** False: the service refused, or gave only so much of it. */
async function append(
  writer: StageWriter,
  table: string,
  span: Span | undefined,
  part: Part | undefined,
  { source, limits, signal, asked }: ReadOptions,
): Promise<boolean> {
  asked();
  let rows = 0;
  try {
    const answer = await source.read(table, span, part, signal);
    const places = placesOf(
      table,
      answer.columns.map(({ name }) => name),
      writer,
    );
    for await (const batch of answer.rows) {
      signal?.throwIfAborted();
      rows += batch.length;
      if (rows >= limits.rows) return false;
      for (const row of batch) await writer.write(...places(row));
    }
  } catch (error) {
    if (isVedetteError(error) && error.code === 'MDE_QUERY_LIMIT') return false;
    throw error;
  }
  return true;
}

type Places = (row: readonly unknown[]) => [(string | null | undefined)[], string?];

/** Puts the values of an answer at the places of the schema; what the schema does not know is kept beside it. */
function placesOf(table: string, names: readonly string[], writer: StageWriter): Places {
  const schema = columnsOf(table);
  const places = names.map(placeOf(table));
  for (const known of places) if (known !== undefined) writer.has(known);
  return (row) => {
    const values: (string | null | undefined)[] = [];
    let other: Record<string, unknown> | undefined;
    row.forEach((value, index) => {
      const at = places[index];
      if (at !== undefined) values[at] = storedText(schema[at]!.type, value);
      else if (value !== null && value !== '') (other ??= {})[names[index] ?? OTHER] = value;
    });
    return other === undefined ? [values] : [values, JSON.stringify(other)];
  };
}
