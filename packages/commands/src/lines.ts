import type { Row } from './define.ts';

/** Records that stand for themselves: in JSON each is a line of its own, and never a part of one array. */
export interface Lines extends AsyncIterable<Row> {
  readonly lines: true;
}

export function linesOf(records: AsyncIterable<Row>): Lines {
  return { lines: true, [Symbol.asyncIterator]: () => records[Symbol.asyncIterator]() };
}

export function isLines(result: unknown): result is Lines {
  return typeof result === 'object' && result !== null && 'lines' in result && Symbol.asyncIterator in result;
}
