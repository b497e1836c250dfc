import type { Incident } from '@vedette/sdk';
import type { XsoarCommand } from '../command.ts';
import { bareIncident, GRAPH_INCIDENT_COLUMNS, incidentEntry } from '../graph-incident.ts';
import { graphCondition } from '../raw-condition.ts';
import { printTable } from '../table.ts';
import { callOptions, timeoutArgument } from '../time-allowed.ts';

/** What Microsoft Graph gives at most in one page of incidents. */
const PAGE = 50;

export const msgListSecurityIncident: XsoarCommand = {
  name: 'msg-list-security-incident',
  integration: 'Microsoft Graph Security',
  summary: 'List incidents, or show one',
  effect: 'read',
  now: ['incident list', 'incident get'],
  arguments: [
    { name: 'incident_id', kind: 'number', max: Number.MAX_SAFE_INTEGER, summary: 'Show this incident only' },
    {
      name: 'limit',
      kind: 'number',
      default: '50',
      summary: 'How many at most, over as many pages as it takes',
    },
    timeoutArgument('50'),
    {
      name: 'status',
      kind: 'choices',
      options: ['active', 'redirected', 'resolved', 'inProgress', 'unknownFutureValue', 'awaitingAction'],
      summary: 'In one of these states',
    },
    { name: 'assigned_to', kind: 'text', summary: 'Assigned to this user principal name' },
    {
      name: 'severity',
      kind: 'choices',
      options: ['unknown', 'informational', 'low', 'medium', 'high', 'unknownFutureValue'],
      summary: 'Of one of these severities',
    },
    {
      name: 'classification',
      kind: 'choices',
      also: [
        'unknown',
        'falsePositive',
        'truePositive',
        'informationalExpectedActivity',
        'unknownFutureValue',
      ],
      summary: 'Of one of these classifications',
    },
    {
      name: 'odata',
      kind: 'text',
      summary: 'One more OData condition, in the field names of Microsoft Graph',
    },
  ],
  run: async (context, given) => {
    const { incident: incidents } = await context.defender();
    const id = given.number('incident_id');
    if (id !== undefined) {
      const found = bareIncident(await incidents.get(String(id), callOptions(context, given)));
      return incidentEntry(found, printTable(`Incident No. ${id}:`, GRAPH_INCIDENT_COLUMNS, [found]));
    }
    const limit = given.number('limit') ?? PAGE;
    const { odata, route } = graphCondition(context, given, 'odata');
    const found: Incident[] = [];
    const listing = incidents.list({
      ...callOptions(context, given, Math.ceil(limit / PAGE)),
      route,
      limit,
      filter: {
        status: given.list('status'),
        severity: given.list('severity'),
        classification: given.list('classification'),
        assignedTo: given.text('assigned_to') || undefined,
        odata,
      },
    });
    for await (const incident of listing) found.push(incident);
    return incidentEntry(
      found,
      printTable('Incidents:', GRAPH_INCIDENT_COLUMNS, found, { none: 'No incidents match.' }),
    );
  },
};
