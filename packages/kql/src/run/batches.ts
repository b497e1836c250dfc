import type { Column, KqlType, KqlValue } from '../type.ts';
import { dynamicValue } from '../value/json.ts';
import { formatDatetime, formatTimespan } from '../value/time.ts';
import type { ChunkStream } from './session.ts';

/** The rows of a result, a chunk of DuckDB at a time. */
export async function* readBatches(
  { result, end, fault }: ChunkStream,
  columns: readonly Column[],
): AsyncGenerator<readonly (readonly KqlValue[])[]> {
  const convert = columns.map(({ type }) => LEAVING[type]);
  try {
    for (;;) {
      const chunk = await result.fetchChunk().catch((error: unknown) => {
        throw fault(error);
      });
      if (!chunk || chunk.rowCount === 0) return;
      const rows: KqlValue[][] = Array.from({ length: chunk.rowCount }, () => []);
      convert.forEach((leave, index) => {
        const values = chunk.getColumnValues(index);
        for (let row = 0; row < values.length; row++) {
          const value = values[row] ?? null;
          rows[row]?.push(value === null ? null : leave(value));
        }
      });
      yield rows;
    }
  } finally {
    end();
  }
}

const asIs = (value: unknown): KqlValue => value as KqlValue;

/** How a held value is written into JSON; see `KqlValue`. */
const LEAVING: Readonly<Record<KqlType, (value: unknown) => KqlValue>> = {
  bool: asIs,
  int: asIs,
  string: asIs,
  guid: asIs,
  decimal: (value) => (value as string).replace(/\.0*$|(\.\d*[1-9])0+$/, '$1'),
  real: (value) => (Number.isFinite(value) ? (value as number) : String(value)),
  long: (value) => {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  },
  datetime: (value) => formatDatetime(value as bigint),
  timespan: (value) => formatTimespan(value as bigint),
  dynamic: (value) => dynamicValue(value as string),
};
