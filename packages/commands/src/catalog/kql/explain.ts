import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { queryText } from '../../hunting/query-text.ts';
import { tableInputs } from '../../kql/inputs.ts';
import { openTables } from '../../kql/open.ts';

export const explain = defineCommand({
  id: 'kql.explain',
  summary: 'Show a query at every stage: its columns, its plan and its SQL',
  effect: 'local',
  profile: 'optional',
  permissions: [],
  input: z.strictObject({
    file: z.string().min(1).max(4000).describe('File with the query; - for standard input'),
    ...tableInputs,
  }),
  positional: ['file'],
  examples: [
    { cli: 'kql explain hunt.kql', why: 'what a query means before it runs' },
    { cli: 'kql explain hunt.kql --data ./tables --json', why: 'with the SQL over these files' },
  ],
  simulator: [],
  output: 'record',
  columns: [
    { title: 'Syntax', value: 'syntax', wrap: true },
    { title: 'Plan', value: 'plan', wrap: true },
    { title: 'SQL', value: 'sql', wrap: true },
  ],
  run: async (context, input) => {
    const query = await queryText(context, input);
    const { engine, close } = await openTables(context, input, query);
    try {
      return { ...engine.explain(query) };
    } finally {
      await close();
    }
  },
});
