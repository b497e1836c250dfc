import * as z from 'zod';
import { withArchive } from '../../archive/folder.ts';
import { defineCommand, type Row } from '../../define.ts';

export const status = defineCommand({
  id: 'archive.status',
  summary: 'Say what the archive holds of each table, how much room it takes, and what is missing',
  effect: 'local',
  permissions: [],
  input: z.strictObject({}),
  examples: [{ cli: 'archive status', why: 'how far each table is complete, and where it has gaps' }],
  simulator: [],
  output: 'rows',
  columns: [
    { title: 'Table', value: 'table' },
    { title: 'Rows', value: 'rows', kind: 'number' },
    { title: 'Bytes', value: 'bytes', kind: 'number' },
    { title: 'Files', value: 'files', kind: 'number' },
    { title: 'Days', value: 'days', kind: 'number' },
    { title: 'Complete from', value: 'completeFrom', kind: 'time' },
    { title: 'Complete through', value: 'completeThrough', kind: 'time' },
    { title: 'Gaps', value: (row) => (row['gaps'] as unknown[]).length, kind: 'number' },
  ],
  run: (context) =>
    withArchive(context, {}, async function* (archive): AsyncGenerator<Row> {
      const { statusOf } = await import('@vedette/hunting/archive');
      for (const table of statusOf(archive.manifest)) yield { ...table };
    }),
});
