import type { Column } from '@vedette/kql';
import { writeSchema, type Shape } from './shape.ts';

/** More rows are never given; that some are missing is not said. */
export const MOST_ROWS = 100_000;

export interface Answer {
  readonly shape: Shape;
  /** Members before the schema, as text that ends in a comma. */
  readonly head: string;
  /** Members after the rows, as text that begins with a comma. */
  readonly tail: (rows: number) => string;
}

/** Rows as the texts that stand in the answer. */
export interface Rows {
  readonly columns: readonly Column[];
  readonly texts: AsyncIterable<readonly string[]>;
}

/**
 * The text of an answer, piece by piece. The first rows have been computed when this resolves, so that what goes wrong early
 * is thrown here and not in the middle of a body.
 * @throws KqlError
 */
export async function startAnswer(
  { columns, texts }: Rows,
  { shape, head, tail }: Answer,
  end: () => Promise<void>,
): Promise<AsyncIterable<string>> {
  const reader = texts[Symbol.asyncIterator]();
  const first = await reader.next();
  const [schemaKey, rowsKey] = shape.small ? ['schema', 'results'] : ['Schema', 'Results'];

  async function* body(): AsyncGenerator<string> {
    try {
      let text = `{${head}"${schemaKey}":${writeSchema(columns, shape)},"${rowsKey}":[`;
      let rows = 0;
      for await (const batch of rest(first, reader)) {
        const given = batch.length > MOST_ROWS - rows ? batch.slice(0, MOST_ROWS - rows) : batch;
        yield text + given.join(',');
        rows += given.length;
        if (rows === MOST_ROWS) break;
        text = ',';
      }
      yield `${rows === 0 ? text : ''}]${tail(rows)}}`;
    } finally {
      await reader.return?.();
      await end();
    }
  }
  return body();
}

type Batch = readonly string[];

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
