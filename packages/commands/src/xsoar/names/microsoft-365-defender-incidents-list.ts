import { VedetteError } from '@vedette/sdk';
import type { Given } from '../arguments.ts';
import type { XsoarCommand } from '../command.ts';
import { entry } from '../entry.ts';
import { NATIVE_INCIDENT_COLUMNS } from '../native-incident.ts';
import { printTable } from '../table.ts';
import { callOptions, timeoutArgument } from '../time-allowed.ts';
import { XDR_PAGE, type XdrQuery } from '../xdr-incidents.ts';
import { openXdrIncidents } from '../xdr-route.ts';

export const microsoft365DefenderIncidentsList: XsoarCommand = {
  name: 'microsoft-365-defender-incidents-list',
  integration: 'Microsoft 365 Defender',
  summary: 'List incidents with their alerts',
  effect: 'read',
  now: ['incident list --with-alerts'],
  arguments: [
    {
      name: 'status',
      kind: 'choice',
      options: ['Active', 'Resolved', 'Redirected'],
      also: ['InProgress'],
      summary: 'In this state',
    },
    { name: 'assigned_to', kind: 'text', summary: 'Assigned to this user' },
    {
      name: 'limit',
      kind: 'number',
      default: '100',
      summary: 'How many at most, over as many pages as it takes',
    },
    { name: 'offset', kind: 'number', min: 0, max: 1_000_000, summary: 'Pass over so many first' },
    timeoutArgument('30'),
    {
      name: 'odata',
      kind: 'json',
      summary: 'A JSON object of query parameters, which replaces all other filters',
    },
  ],
  run: async (context, given) => {
    const query = queryFrom(given);
    const xdr = await openXdrIncidents(context, 'GET');
    const found = await xdr.list(query, callOptions(context, given, Math.ceil(query.limit / XDR_PAGE)));
    const readable = printTable('Incidents:', NATIVE_INCIDENT_COLUMNS, found, {
      none: 'No incidents match.',
    });
    return entry('Microsoft365Defender.Incident', 'incidentId', found, readable);
  },
};

function queryFrom(given: Given): XdrQuery {
  const odata = given.json('odata');
  if (odata !== undefined) return { limit: XDR_PAGE, offset: 0, odata: parametersFrom(odata) };
  return {
    status: given.text('status') || undefined,
    assignedTo: given.text('assigned_to') || undefined,
    limit: given.number('limit') ?? XDR_PAGE,
    offset: given.number('offset') ?? 0,
  };
}

function parametersFrom(odata: Readonly<Record<string, unknown>>): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(odata).map(([name, value]) => {
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        return [name, value];
      throw new VedetteError('MDE_INPUT', `odata: ${name} is neither text nor a number`, {
        advice: 'Write odata=`{"$filter":"status eq \'Active\'","$top":5}`.',
        facts: { argument: 'odata' },
      });
    }),
  );
}
