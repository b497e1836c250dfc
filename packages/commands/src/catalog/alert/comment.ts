import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { callOptions } from '../filters.ts';
import { alertId, commentText, routeOption } from '../inputs.ts';
import { changeAlerts } from '../permissions.ts';
import { rehearse } from '../rehearsal.ts';

export const comment = defineCommand({
  id: 'alert.comment',
  summary: 'Add a comment to an alert; it cannot be taken back',
  effect: 'write',
  permissions: changeAlerts,
  input: z.strictObject({ id: alertId, text: commentText.describe('What to say'), route: routeOption }),
  positional: ['id', 'text'],
  examples: [
    {
      cli: 'alert comment da637551227677560813_-961444813 "Known scanner"',
      why: 'save the next one the work',
    },
  ],
  simulator: ['entra', 'graph', 'endpoint'],
  output: 'record',
  columns: [
    { title: 'Alert', value: 'id' },
    {
      title: 'Comments',
      value: (record) => (Array.isArray(record['comments']) ? record['comments'].length : ''),
      kind: 'number',
    },
  ],
  run: async (context, input) => {
    const { alert } = await context.defender();
    const send = () => alert.comment(input.id, input.text, callOptions(context, input));
    return context.dryRun ? rehearse([send]) : { id: input.id, comments: await send() };
  },
});
