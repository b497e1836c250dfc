import * as z from 'zod';
import { withArchive } from '../../archive/folder.ts';
import { filePath } from '../../archive/inputs.ts';
import { tablesNamed } from '../../archive/tables.ts';
import { defineCommand, type Row } from '../../define.ts';
import { VedetteError } from '@vedette/sdk';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const importCommand = defineCommand({
  id: 'archive.import',
  summary: 'Take rows from files of the streaming API, or saved by hand, into the archive',
  effect: 'local',
  permissions: [],
  input: z.strictObject({
    files: z
      .array(filePath)
      .min(1)
      .max(10_000)
      .describe('JSON, lines of JSON or CSV; packed with gzip or not'),
    table: z
      .string()
      .min(1)
      .max(100)
      .regex(/^\w+$/)
      .optional()
      .describe('Of which table the rows are, where the file does not say: results saved by hand'),
  }),
  positional: ['files'],
  examples: [
    { cli: 'archive import insights/*.json.gz', why: 'messages of the streaming API from a storage account' },
    { cli: 'archive import result.csv --table DeviceProcessEvents', why: 'an export of the portal' },
  ],
  simulator: [],
  output: 'rows',
  columns: [
    { title: 'File', value: 'file' },
    { title: 'Rows', value: 'rows', kind: 'number' },
    { title: 'Added', value: 'added', kind: 'number' },
    { title: 'Known', value: 'known', kind: 'number' },
    { title: 'Tables', value: (row) => (row['tables'] as string[]).join(', ') },
    { title: 'Unknown columns', value: (row) => (row['unknownColumns'] as string[]).join(', '), wrap: true },
  ],
  run: async function* (context, input): AsyncGenerator<Row> {
    const [table] = input.table === undefined ? [] : await tablesNamed([input.table]);
    if (context.dryRun)
      throw new VedetteError(
        'MDE_INPUT',
        'An import has no rehearsal: what a file would add shows when it is imported.',
        {
          advice: 'Import into the archive of another profile to try it.',
        },
      );
    const { tenant } = context.profile;
    yield* withArchive(context, { create: true }, async function* (archive) {
      const { importFile } = await import('@vedette/hunting/archive');
      const writer = await archive.writer();
      try {
        for (const file of input.files) {
          const done = await importFile(writer, {
            file,
            table,
            signal: context.signal,
            ...(GUID.test(tenant) && { tenant }),
          });
          yield { ...done };
        }
      } finally {
        await writer.close();
      }
    });
  },
});

export { importCommand as import };
