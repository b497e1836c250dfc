import type { XsoarCommand } from '../command.ts';
import { entry } from '../entry.ts';
import { NATIVE_INCIDENT_COLUMNS } from '../native-incident.ts';
import { printTable } from '../table.ts';
import { callOptions, timeoutArgument } from '../time-allowed.ts';
import { openXdrIncidents } from '../xdr-route.ts';

export const microsoft365DefenderIncidentGet: XsoarCommand = {
  name: 'microsoft-365-defender-incident-get',
  integration: 'Microsoft 365 Defender',
  summary: 'Show one incident with its alerts',
  effect: 'read',
  now: ['incident get'],
  arguments: [
    { name: 'id', kind: 'number', required: true, max: Number.MAX_SAFE_INTEGER, summary: 'Which incident' },
    timeoutArgument('30'),
  ],
  run: async (context, given) => {
    const id = String(given.number('id'));
    const xdr = await openXdrIncidents(context, 'GET');
    const found = await xdr.get(id, callOptions(context, given));
    const readable = printTable(`Incident No. ${id}:`, NATIVE_INCIDENT_COLUMNS, [found]);
    return entry('Microsoft365Defender.Incident', 'incidentId', found, readable);
  },
};
