import type { Column, KqlValue } from '../type.ts';
import { parseJson, rawNumber } from '../value/json.ts';
import type { ChunkStream } from './session.ts';

/** The one column of a result of texts, a chunk of DuckDB at a time. */
export async function* readTexts({ result, end, fault }: ChunkStream): AsyncGenerator<readonly string[]> {
  try {
    for (;;) {
      const chunk = await result.fetchChunk().catch((error: unknown) => {
        throw fault(error);
      });
      if (!chunk || chunk.rowCount === 0) return;
      yield chunk.getColumnValues(0) as string[];
    }
  } finally {
    end();
  }
}

/** The rows of a result whose column is the text of an array for each row. */
export async function* readBatches(
  stream: ChunkStream,
  columns: readonly Column[],
): AsyncGenerator<readonly (readonly KqlValue[])[]> {
  const read = rowReader(columns);
  for await (const texts of readTexts(stream)) yield texts.map(read);
}

/** Numbers that JavaScript may not hold are looked for where they can be, and only then is the slow way taken. */
function rowReader(columns: readonly Column[]): (text: string) => KqlValue[] {
  const long = columns.flatMap(({ type }, index) => (type === 'long' ? [index] : []));
  const dynamic = columns.flatMap(({ type }, index) => (type === 'dynamic' ? [index] : []));
  return (text) => {
    const row = JSON.parse(text) as KqlValue[];
    const exact =
      long.every((index) => row[index] === null || Number.isSafeInteger(row[index])) &&
      dynamic.every((index) => !mayHoldLong(row[index]));
    const values = exact ? row : exactRow(text, columns);
    if (values.length !== columns.length)
      throw new TypeError(`A row of ${columns.length} columns reads ${text}`);
    return values;
  };
}

const mayHoldLong = (value: KqlValue | undefined): boolean =>
  typeof value === 'number' || (typeof value === 'object' && value !== null);

/**
 * Inside an array or a bag a long number stays as it was written, and `JSON.stringify` writes it so; standing alone it is
 * a string of its digits.
 */
function exactRow(text: string, columns: readonly Column[]): KqlValue[] {
  return (parseJson(text) as KqlValue[]).map((value, index) => {
    const written = rawNumber(value);
    if (written === undefined) return value;
    return columns[index]?.type === 'real' ? Number(written) : written;
  });
}
