import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { callOptions } from '../filters.ts';
import { commentText, incidentId, routeOption } from '../inputs.ts';
import { changeIncidents } from '../permissions.ts';
import { rehearse } from '../rehearsal.ts';

export const comment = defineCommand({
  id: 'incident.comment',
  summary: 'Add a comment to an incident; it cannot be taken back',
  effect: 'write',
  permissions: changeIncidents,
  input: z.strictObject({
    id: incidentId,
    text: commentText.describe('What to say'),
    route: routeOption,
  }),
  positional: ['id', 'text'],
  examples: [
    { cli: 'incident comment 924 "Host isolated, see IR-42"', why: 'leave a trace for the next shift' },
  ],
  simulator: ['entra', 'graph', 'xdr'],
  output: 'record',
  columns: [
    { title: 'Incident', value: 'id' },
    {
      title: 'Comments',
      value: (record) => (Array.isArray(record['comments']) ? record['comments'].length : ''),
      kind: 'number',
    },
  ],
  run: async (context, input) => {
    const { incident } = await context.defender();
    const send = () => incident.comment(input.id, input.text, callOptions(context, input));
    return context.dryRun ? rehearse([send]) : { id: input.id, comments: await send() };
  },
});
