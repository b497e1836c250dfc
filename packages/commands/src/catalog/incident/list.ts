import { VedetteError, type Incident } from '@vedette/sdk';
import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { incidentColumns } from '../columns.ts';
import { callOptions, filterFrom, filterInputs } from '../filters.ts';
import { limitOption, routeOption } from '../inputs.ts';
import { matches } from '../matching.ts';
import { readIncidents } from '../permissions.ts';

export const list = defineCommand({
  id: 'incident.list',
  summary: 'List incidents, newest first',
  effect: 'read',
  permissions: readIncidents,
  input: z.strictObject({
    status: z
      .array(z.enum(['active', 'inProgress', 'resolved', 'redirected', 'awaitingAction']))
      .min(1)
      .max(5)
      .optional()
      .describe('One or several states'),
    ...filterInputs,
    limit: limitOption,
    offset: z
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .describe('Pass over so many records first; they may move while you read'),
    withAlerts: z.boolean().default(false).describe('Bring the alerts of each incident, evidence included'),
    local: z
      .boolean()
      .default(false)
      .describe('Read the mirror on this machine instead of the cloud; newest update first'),
    route: routeOption,
  }),
  examples: [
    { cli: 'incident list --status active --severity high,medium', why: 'what needs somebody now' },
    { cli: 'incident list --since 12h --with-alerts --json', why: 'everything that moved since last night' },
    { cli: 'incident list --assigned-to anna@contoso.com --limit 10', why: "one analyst's queue" },
  ],
  simulator: ['entra', 'graph', 'xdr'],
  output: 'rows',
  columns: incidentColumns,
  run: async function* (context, input): AsyncGenerator<Incident> {
    const filter = filterFrom(input, context.now());
    if (!input.local) {
      const defender = await context.defender();
      yield* defender.incident.list({
        ...callOptions(context, input),
        filter,
        limit: input.limit,
        offset: input.offset,
        withAlerts: input.withAlerts,
      });
      return;
    }
    if (input.odata !== undefined) {
      throw new VedetteError('MDE_INPUT', 'odata: the mirror does not read OData', {
        advice: 'Leave out --odata, or leave out --local.',
        facts: { argument: 'odata' },
      });
    }
    const mirror = await context.mirror();
    let passed = -(input.offset ?? 0);
    for (const incident of mirror.incidents({ withAlerts: input.withAlerts })) {
      if (!matches(incident, filter)) continue;
      if (passed >= input.limit) return;
      if (passed++ >= 0) yield incident;
    }
  },
});
