import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { alertColumns } from '../columns.ts';
import { callOptions } from '../filters.ts';
import { alertId, routeOption } from '../inputs.ts';
import { readAlerts } from '../permissions.ts';

export const get = defineCommand({
  id: 'alert.get',
  summary: 'Show one alert with its evidence',
  effect: 'read',
  permissions: readAlerts,
  input: z.strictObject({ id: alertId, route: routeOption }),
  positional: ['id'],
  examples: [
    { cli: 'alert get da637551227677560813_-961444813 --json', why: 'the evidence, ready for a script' },
  ],
  simulator: ['entra', 'graph', 'endpoint'],
  output: 'record',
  columns: alertColumns,
  run: async (context, input) => {
    const { alert } = await context.defender();
    return alert.get(input.id, callOptions(context, input));
  },
});
