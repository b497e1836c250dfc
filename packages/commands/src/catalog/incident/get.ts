import * as z from 'zod';
import { VedetteError } from '@vedette/sdk';
import { defineCommand } from '../../define.ts';
import { incidentColumns } from '../columns.ts';
import { callOptions } from '../filters.ts';
import { incidentId, routeOption } from '../inputs.ts';
import { readIncidents } from '../permissions.ts';

export const get = defineCommand({
  id: 'incident.get',
  summary: 'Show one incident',
  effect: 'read',
  permissions: readIncidents,
  input: z.strictObject({
    id: incidentId,
    withAlerts: z.boolean().default(true).describe('Bring its alerts, evidence included'),
    local: z.boolean().default(false).describe('Read the mirror on this machine instead of the cloud'),
    route: routeOption,
  }),
  positional: ['id'],
  examples: [{ cli: 'incident get 924 --json', why: 'the whole story of one incident' }],
  simulator: ['entra', 'graph', 'xdr'],
  output: 'record',
  columns: incidentColumns,
  run: async (context, input) => {
    if (!input.local) {
      const { incident } = await context.defender();
      return incident.get(input.id, { ...callOptions(context, input), withAlerts: input.withAlerts });
    }
    const found = (await context.mirror()).incident(input.id);
    if (!found) {
      throw new VedetteError('MDE_NOT_FOUND', `The mirror has no incident ${input.id}`, {
        advice: 'Run: vedette mirror fetch, or leave out --local.',
      });
    }
    if (input.withAlerts) return found;
    const { alerts: _, ...incident } = found;
    return incident;
  },
});
