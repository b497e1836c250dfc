import type { KqlValue, QueryResult } from '@vedette/kql';
import { rowWriter, writeSchema, type Shape } from './shape.ts';

/** More rows are never given; that some are missing is not said. */
export const MOST_ROWS = 100_000;
const CHUNK_CHARACTERS = 65_536;

export interface Answer {
  readonly shape: Shape;
  /** Members before the schema, as text that ends in a comma. */
  readonly head: string;
  /** Members after the rows, as text that begins with a comma. */
  readonly tail: (rows: number) => string;
}

/**
 * The text of an answer, piece by piece. The first rows have been computed when this resolves, so that what goes wrong early
 * is thrown here and not in the middle of a body.
 * @throws KqlError
 */
export async function startAnswer(
  { columns, batches }: QueryResult,
  { shape, head, tail }: Answer,
  end: () => Promise<void>,
): Promise<AsyncIterable<string>> {
  const reader = batches[Symbol.asyncIterator]();
  const first = await reader.next();
  const write = rowWriter(columns, shape);
  const [schemaKey, rowsKey] = shape.small ? ['schema', 'results'] : ['Schema', 'Results'];

  async function* body(): AsyncGenerator<string> {
    try {
      let text = `{${head}"${schemaKey}":${writeSchema(columns, shape)},"${rowsKey}":[`;
      let rows = 0;
      for await (const batch of rest(first, reader)) {
        for (const row of batch) {
          if (rows === MOST_ROWS) break;
          text += rows === 0 ? write(row) : `,${write(row)}`;
          rows += 1;
          if (text.length < CHUNK_CHARACTERS) continue;
          yield text;
          text = '';
        }
        if (rows === MOST_ROWS) break;
      }
      yield `${text}]${tail(rows)}}`;
    } finally {
      await reader.return?.();
      await end();
    }
  }
  return body();
}

type Batch = readonly (readonly KqlValue[])[];

async function* rest(first: IteratorResult<Batch>, reader: AsyncIterator<Batch>): AsyncGenerator<Batch> {
  for (let next = first; next.done !== true; next = await reader.next()) yield next.value;
}

/** All of an answer, held until it is known to be small enough. Undefined when it is not. */
export async function wholeAnswer(
  pieces: AsyncIterable<string>,
  mostBytes: number,
): Promise<string[] | undefined> {
  const held: string[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += Buffer.byteLength(piece);
    if (bytes > mostBytes) return undefined;
    held.push(piece);
  }
  return held;
}
