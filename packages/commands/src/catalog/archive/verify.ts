import { VedetteError } from '@vedette/sdk';
import * as z from 'zod';
import { withArchive } from '../../archive/folder.ts';
import { defineCommand, type Row } from '../../define.ts';

export const verify = defineCommand({
  id: 'archive.verify',
  summary: 'Read every file of the archive, and name those that are not as they were written',
  effect: 'local',
  permissions: [],
  input: z.strictObject({
    drop: z
      .boolean()
      .default(false)
      .describe(
        'Take damaged files out; the next export reads their days again, as far as the cloud remembers',
      ),
  }),
  examples: [
    { cli: 'archive verify', why: 'after a disk gave trouble' },
    { cli: 'archive verify --drop', why: 'go on without what cannot be read' },
  ],
  simulator: [],
  output: 'rows',
  columns: [
    { title: 'File', value: 'file' },
    { title: 'Table', value: 'table' },
    { title: 'Day', value: 'day' },
    { title: 'Rows', value: 'rows', kind: 'number' },
    { title: 'Problem', value: 'problem', wrap: true },
  ],
  run: (context, input) =>
    withArchive(context, {}, async function* (archive): AsyncGenerator<Row> {
      const archived = await import('@vedette/hunting/archive');
      const writer = await archive.writer();
      let sound = 0;
      let damaged = 0;
      try {
        for await (const { file, problem } of archived.verify(writer)) {
          context.progress({ label: 'files', done: sound + damaged + 1 });
          if (problem === undefined) {
            sound += 1;
            continue;
          }
          damaged += 1;
          const drop = input.drop && !context.dryRun;
          if (drop) await archived.dropDamaged(writer, file);
          const { name, table, day, rows } = file;
          yield { file: name, table, day, rows, problem: problem.message, dropped: drop };
        }
      } finally {
        await writer.close();
      }
      context.note(`${sound} files are as they were written${damaged > 0 ? `, ${damaged} are not` : ''}.`);
    }),
  verdict: (files, { drop }) => {
    const damaged = files.filter(({ dropped }) => dropped !== true).length;
    if (damaged === 0) return undefined;
    return new VedetteError('MDE_STORE', `${damaged} files of the archive are damaged`, {
      advice: drop
        ? 'Nothing was taken out in a rehearsal.'
        : 'Put them back from a copy, or run: vedette archive verify --drop',
      facts: { damaged },
    });
  },
});
