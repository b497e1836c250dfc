import { VedetteError } from '@vedette/sdk';
import type { Given } from '../arguments.ts';
import type { XsoarCommand } from '../command.ts';
import { entry } from '../entry.ts';
import { NATIVE_INCIDENT_COLUMNS } from '../native-incident.ts';
import { judgeNative, NATIVE_CLASSIFICATIONS, NATIVE_DETERMINATIONS } from '../native-judgement.ts';
import { rehearsed } from '../rehearsed.ts';
import { printTable } from '../table.ts';
import { callOptions, timeoutArgument } from '../time-allowed.ts';
import { carryOut, type XdrChange } from '../xdr-incidents.ts';
import { openXdrIncidents } from '../xdr-route.ts';

export const microsoft365DefenderIncidentUpdate: XsoarCommand = {
  name: 'microsoft-365-defender-incident-update',
  integration: 'Microsoft 365 Defender',
  summary: 'Change an incident, or comment on it',
  effect: 'write',
  now: ['incident update', 'incident comment'],
  arguments: [
    { name: 'id', kind: 'number', required: true, max: Number.MAX_SAFE_INTEGER, summary: 'Which incident' },
    {
      name: 'status',
      kind: 'choice',
      options: ['Active', 'Resolved', 'Redirected', 'InProgress'],
      summary: 'New state',
    },
    { name: 'assigned_to', kind: 'text', summary: 'User; an empty value unassigns' },
    {
      name: 'classification',
      kind: 'choice',
      options: NATIVE_CLASSIFICATIONS,
      summary: 'What it turned out to be',
    },
    {
      name: 'determination',
      kind: 'choice',
      options: NATIVE_DETERMINATIONS,
      summary: 'Which kind; must go with the classification',
    },
    { name: 'comment', kind: 'text', summary: 'A comment to add' },
    { name: 'tags', kind: 'list', summary: 'Replaces all tags; an empty value clears them' },
    timeoutArgument('30'),
  ],
  run: async (context, given) => {
    const id = String(given.number('id'));
    const change = changeFrom(given);
    const xdr = await openXdrIncidents(context, 'PATCH');
    const update = xdr.update(id, change, callOptions(context, given));
    if (context.dryRun) return rehearsed(...update.steps);
    const updated = await carryOut(update);
    const readable = printTable(`Updated incident No. ${id}:`, NATIVE_INCIDENT_COLUMNS, [updated]);
    return entry('Microsoft365Defender.Incident', 'incidentId', updated, readable);
  },
};

function changeFrom(given: Given): XdrChange {
  const change = Object.fromEntries(
    Object.entries({
      status: given.text('status'),
      assignedTo: given.text('assigned_to'),
      ...judgeNative({
        classification: given.text('classification'),
        determination: given.text('determination'),
      }),
      tags: given.has('tags') ? given.list('tags') : undefined,
      comment: given.text('comment') || undefined,
    }).filter(([, value]) => value !== undefined),
  );
  if (Object.keys(change).length > 0) return change;
  throw new VedetteError('MDE_INPUT', 'There is nothing to change', {
    advice: 'Give at least one of status, assigned_to, classification, determination, tags, comment.',
  });
}
