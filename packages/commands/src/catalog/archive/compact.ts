import * as z from 'zod';
import { withArchive } from '../../archive/folder.ts';
import { tableList } from '../../archive/inputs.ts';
import { tablesNamed } from '../../archive/tables.ts';
import { defineCommand, type Row } from '../../define.ts';

export const compact = defineCommand({
  id: 'archive.compact',
  summary: 'Make one file of the many of each day',
  effect: 'local',
  permissions: [],
  input: z.strictObject({ table: tableList.describe('Only these tables; * for any. Default: all') }),
  examples: [{ cli: 'archive compact', why: 'after weeks of hourly exports, for faster hunts' }],
  simulator: [],
  output: 'rows',
  columns: [
    { title: 'Table', value: 'table' },
    { title: 'Day', value: 'day' },
    { title: 'Files', value: 'files', kind: 'number' },
    { title: 'Left', value: 'left', kind: 'number' },
    { title: 'Rows', value: 'rows', kind: 'number' },
    { title: 'Bytes', value: 'bytes', kind: 'number' },
  ],
  run: async function* (context, input): AsyncGenerator<Row> {
    const tables = input.table === undefined ? undefined : await tablesNamed(input.table);
    if (context.dryRun) {
      yield { dryRun: true, changed: 'nothing', requests: [] };
      return;
    }
    yield* withArchive(context, {}, async function* (archive) {
      const archived = await import('@vedette/hunting/archive');
      const writer = await archive.writer();
      try {
        for await (const one of archived.compact(writer, tables)) {
          context.signal.throwIfAborted();
          yield { ...one };
        }
      } finally {
        await writer.close();
      }
    });
  },
});
