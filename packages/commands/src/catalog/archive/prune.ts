import * as z from 'zod';
import { msFrom } from '../../archive/duration.ts';
import { withArchive } from '../../archive/folder.ts';
import { duration, tableList } from '../../archive/inputs.ts';
import { tablesNamed } from '../../archive/tables.ts';
import { defineCommand, type Row } from '../../define.ts';

export const prune = defineCommand({
  id: 'archive.prune',
  summary: 'Remove the days of the archive that are older than you want to keep',
  effect: 'destructive',
  permissions: [],
  input: z.strictObject({
    keep: duration.describe('How much to keep, in whole days back from now: 400d'),
    table: tableList.describe('Only these tables; * for any. Default: all'),
  }),
  examples: [
    { cli: 'archive prune --keep 400d --dry-run', why: 'what would go' },
    { cli: 'archive prune --keep 400d --yes', why: 'in a nightly job' },
  ],
  simulator: [],
  output: 'rows',
  columns: [
    { title: 'Table', value: 'table' },
    { title: 'From', value: 'from' },
    { title: 'Through', value: 'through' },
    { title: 'Files', value: 'files', kind: 'number' },
    { title: 'Rows', value: 'rows', kind: 'number' },
    { title: 'Bytes', value: 'bytes', kind: 'number' },
  ],
  run: async function* (context, input): AsyncGenerator<Row> {
    const tables = input.table === undefined ? undefined : await tablesNamed(input.table);
    yield* withArchive(context, {}, async function* (archive) {
      const archived = await import('@vedette/hunting/archive');
      const { day, doubted } = archived.firstDayKept(archive.manifest, msFrom(input.keep), context.now());
      if (doubted) {
        context.note(
          `The clock here is days ahead of everything in the archive, so ${input.keep} were counted back from what is newest there.`,
        );
      }
      if (context.dryRun) {
        for (const one of archived.prunable(archive.manifest, day, tables))
          yield { dryRun: true, changed: 'nothing', ...one };
        return;
      }
      const writer = await archive.writer();
      try {
        for (const one of await archived.prune(writer, day, tables)) yield { ...one };
      } finally {
        await writer.close();
      }
    });
  },
});
