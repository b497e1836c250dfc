import type { Engine } from '@vedette/kql';
import type { Diagnostic } from '@vedette/kql';
import type { CommandContext } from '../context.ts';
import type { Row } from '../define.ts';
import { answerTo, documentOf } from './answer.ts';

/** Answers each line `{"id", "query"}` in turn. A bad line, like a bad query, is an answer and not an end. */
export async function* answersTo(
  engine: Engine,
  lines: AsyncIterable<string>,
  context: Pick<CommandContext, 'signal' | 'timeoutMs'>,
): AsyncGenerator<Row> {
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() === '') continue;
    const asked = readLine(line);
    if (typeof asked === 'string') {
      const diagnostics = [badLine(asked, number)];
      yield documentOf({ ok: false, columns: [], rows: [], diagnostics, ms: 0 }, String(number));
    } else {
      yield documentOf(await answerTo(engine, asked.query, context), asked.id ?? String(number));
    }
  }
}

/** What a line asks, or why it asks nothing. */
function readLine(line: string): { id?: string; query: string } | string {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return 'is no JSON';
  }
  if (typeof read !== 'object' || read === null || !('query' in read) || typeof read.query !== 'string') {
    return 'has no text under "query"';
  }
  const id = 'id' in read ? read.id : undefined;
  if (typeof id === 'string' || typeof id === 'number') return { id: String(id), query: read.query };
  return { query: read.query };
}

function badLine(why: string, line: number): Diagnostic {
  const message = `Line ${line} of the batch ${why}. Write {"id": "1", "query": "DeviceInfo | take 1"}.`;
  return { code: 'KQL_BATCH', severity: 'error', message, line, column: 1, length: 0 };
}
