import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { queryText } from '../../hunting/query-text.ts';
import { answerTo, documentOf } from '../../kql/answer.ts';
import { answersTo } from '../../kql/batch.ts';
import { tableInputs } from '../../kql/inputs.ts';
import { openTables } from '../../kql/open.ts';
import { batchLines } from '../../kql/lines.ts';
import { faultOf } from '../../kql/trouble.ts';
import { linesOf } from '../../lines.ts';
import { tableOf } from '../../table.ts';

export const run = defineCommand({
  id: 'kql.run',
  summary: 'Run KQL on this machine, over Parquet files or simulated tables',
  effect: 'local',
  profile: 'optional',
  permissions: [],
  input: z.strictObject({
    file: z.string().min(1).max(4000).describe('File with the query; - for standard input'),
    ...tableInputs,
    batch: z
      .boolean()
      .default(false)
      .describe('The file has a line {"id", "query"} for each of many queries; each gives one line'),
  }),
  positional: ['file'],
  examples: [
    { cli: 'kql run hunt.kql --data ./tables', why: 'over a folder of Parquet files' },
    { cli: 'kql run hunt.kql --simulated --json', why: 'columns with their types, rows and time taken' },
    { cli: 'kql run queries.jsonl --batch --json', why: 'many queries; a bad one ends nothing' },
  ],
  simulator: [],
  output: 'rows',
  columns: [
    { title: 'Id', value: 'id' },
    { title: 'Ok', value: 'ok' },
    { title: 'Rows', value: (answer) => (answer['rows'] as readonly unknown[]).length, kind: 'number' },
    { title: 'Milliseconds', value: 'ms', kind: 'number' },
    {
      title: 'Says',
      value: (answer) => (answer['diagnostics'] as readonly { message: string }[])[0]?.message,
      wrap: true,
    },
  ],
  run: async (context, input) => {
    if (input.batch) {
      const lines = batchLines(context, input.file);
      const { engine, close } = await openTables(context, input);
      return linesOf(ending(answersTo(engine, lines, context), close));
    }
    const query = await queryText(context, input);
    const { engine, close } = await openTables(context, input, query);
    try {
      const answer = await answerTo(engine, query, context);
      if (!answer.ok) throw faultOf(answer.diagnostics);
      for (const { line, column, message } of answer.diagnostics)
        context.note(`line ${line}, column ${column}: ${message}`);
      const { columns, rows, chart } = answer;
      return { ...tableOf({ columns, batches: once(rows), chart }), document: () => documentOf(answer) };
    } finally {
      await close();
    }
  },
});

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}

/** Closes the engine when the last answer was taken, or nobody takes more. */
async function* ending<T>(answers: AsyncIterable<T>, close: () => Promise<void>): AsyncGenerator<T> {
  try {
    yield* answers;
  } finally {
    await close();
  }
}
