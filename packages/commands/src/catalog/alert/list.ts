import type { Alert } from '@vedette/sdk';
import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { alertColumns } from '../columns.ts';
import { callOptions, filterFrom, filterInputs } from '../filters.ts';
import { incidentId, limitOption, routeOption } from '../inputs.ts';
import { readAlerts } from '../permissions.ts';

export const list = defineCommand({
  id: 'alert.list',
  summary: 'List alerts, newest first',
  effect: 'read',
  permissions: readAlerts,
  input: z.strictObject({
    status: z
      .array(z.enum(['new', 'inProgress', 'resolved']))
      .min(1)
      .max(3)
      .optional()
      .describe('One or several states'),
    ...filterInputs,
    serviceSource: z
      .array(z.string().min(1).max(100))
      .min(1)
      .max(20)
      .optional()
      .describe('Products that raised it, such as microsoftDefenderForEndpoint'),
    category: z.array(z.string().min(1).max(100)).min(1).max(20).optional().describe('Such as Execution'),
    incidentId: incidentId.optional().describe('Only the alerts of this incident'),
    limit: limitOption,
    offset: z
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .describe('Pass over so many records first; they may move while you read'),
    route: routeOption,
  }),
  examples: [
    { cli: 'alert list --status new --severity high', why: 'what nobody has looked at' },
    {
      cli: 'alert list --since 1d --service-source microsoftDefenderForEndpoint --ndjson',
      why: 'a day of one product',
    },
  ],
  simulator: ['entra', 'graph', 'endpoint'],
  output: 'rows',
  columns: alertColumns,
  run: async function* (context, input): AsyncGenerator<Alert> {
    const { serviceSource, category, incidentId, limit, offset } = input;
    const defender = await context.defender();
    yield* defender.alert.list({
      ...callOptions(context, input),
      filter: { ...filterFrom(input, context.now()), serviceSource, category, incidentId },
      limit,
      offset,
    });
  },
});
