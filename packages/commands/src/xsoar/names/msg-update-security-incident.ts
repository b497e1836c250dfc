import { VedetteError, type IncidentChange } from '@vedette/sdk';
import type { Given } from '../arguments.ts';
import type { XsoarCommand } from '../command.ts';
import { bareIncident, GRAPH_INCIDENT_COLUMNS, incidentEntry } from '../graph-incident.ts';
import { rehearsed } from '../rehearsed.ts';
import { printTable } from '../table.ts';
import { callOptions, timeoutArgument } from '../time-allowed.ts';

export const msgUpdateSecurityIncident: XsoarCommand = {
  name: 'msg-update-security-incident',
  integration: 'Microsoft Graph Security',
  summary: 'Change an incident',
  effect: 'write',
  now: ['incident update'],
  arguments: [
    {
      name: 'incident_id',
      kind: 'number',
      required: true,
      max: Number.MAX_SAFE_INTEGER,
      summary: 'Which incident',
    },
    {
      name: 'status',
      kind: 'choice',
      options: ['active', 'resolved', 'redirected', 'unknownFutureValue'],
      also: ['inProgress'],
      summary: 'New state',
    },
    { name: 'assigned_to', kind: 'text', summary: 'User principal name' },
    {
      name: 'determination',
      kind: 'choice',
      options: [
        'unknown',
        'apt',
        'malware',
        'securityPersonnel',
        'unwantedSoftware',
        'other',
        'multiStagedAttack',
        'compromisedUser',
        'phishing',
        'maliciousUserActivity',
        'notMalicious',
      ],
      also: [
        'compromisedAccount',
        'securityTesting',
        'notEnoughDataToValidate',
        'confirmedActivity',
        'lineOfBusinessApplication',
      ],
      renamed: { compromisedUser: 'compromisedAccount' },
      summary: 'Which kind it turned out to be',
    },
    {
      name: 'classification',
      kind: 'choice',
      options: [
        'unknown',
        'falsePositive',
        'truePositive',
        'informationalExpectedActivity',
        'unknownFutureValue',
      ],
      summary: 'What it turned out to be',
    },
    { name: 'custom_tags', kind: 'list', summary: 'Replaces all custom tags' },
    timeoutArgument('50'),
  ],
  run: async (context, given) => {
    const { incident: incidents } = await context.defender();
    const id = String(given.number('incident_id'));
    const change = changeFrom(given);
    const update = () => incidents.update(id, change, callOptions(context, given));
    if (context.dryRun) return rehearsed(update);
    const updated = bareIncident(await update());
    return incidentEntry(
      updated,
      printTable(`Updated incident No. ${id}:`, GRAPH_INCIDENT_COLUMNS, [{ ...updated, id }]),
    );
  },
};

function changeFrom(given: Given): IncidentChange {
  const change = Object.fromEntries(
    Object.entries({
      status: given.text('status'),
      assignedTo: given.text('assigned_to') || undefined,
      classification: given.text('classification'),
      determination: given.text('determination'),
      customTags: given.list('custom_tags').length > 0 ? given.list('custom_tags') : undefined,
    }).filter(([, value]) => value !== undefined),
  );
  if (Object.keys(change).length > 0) return change;
  throw new VedetteError('MDE_INPUT', 'There is nothing to change', {
    advice: 'Give at least one of status, assigned_to, classification, determination, custom_tags.',
  });
}
