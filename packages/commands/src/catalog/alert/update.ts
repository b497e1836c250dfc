import type { AlertChange } from '@vedette/sdk';
import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { changeThenComment } from '../change.ts';
import { alertColumns } from '../columns.ts';
import { callOptions } from '../filters.ts';
import { assessmentInputs, alertId, commentText, routeOption } from '../inputs.ts';
import { judge } from '../judgement.ts';
import { changeAlerts } from '../permissions.ts';

export const update = defineCommand({
  id: 'alert.update',
  summary: 'Change an alert: state, owner, classification',
  effect: 'write',
  permissions: changeAlerts,
  input: z.strictObject({
    id: alertId,
    status: z.enum(['new', 'inProgress', 'resolved']).optional().describe('New state'),
    ...assessmentInputs,
    comment: commentText.optional().describe('Is added after the change'),
    route: routeOption,
  }),
  positional: ['id'],
  examples: [
    {
      cli: 'alert update da637551227677560813_-961444813 --status resolved --classification false-positive --determination not-malicious',
      why: 'close a false alarm',
    },
  ],
  simulator: ['entra', 'graph', 'endpoint'],
  output: 'record',
  columns: alertColumns,
  run: async (context, input) => {
    const { alert } = await context.defender();
    const options = callOptions(context, input);
    const { id, status, assignedTo, comment } = input;
    const said = Object.entries({ status, assignedTo, ...judge(input) }).filter(([, v]) => v !== undefined);
    const change: AlertChange = Object.fromEntries(said);
    return changeThenComment(context, {
      change: said.length > 0 ? () => alert.update(id, change, options) : undefined,
      comment: comment === undefined ? undefined : () => alert.comment(id, comment, options),
      read: () => alert.get(id, options),
    });
  },
});
