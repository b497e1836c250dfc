import { VedetteError, type AlertChange } from '@vedette/sdk';
import { ALERT_KEY } from '../alert.ts';
import type { Argument, Given } from '../arguments.ts';
import type { XsoarCommand } from '../command.ts';
import { rehearsed } from '../rehearsed.ts';
import { escapeMarkdown } from '../table.ts';
import { callOptions } from '../time-allowed.ts';

const OF_THE_RETIRED_API = ['closed_date_time', 'tags', 'vendor_information', 'provider_information'].map(
  (name): Argument => ({
    name,
    kind: 'text',
    unused: 'the alerts API that had it is retired',
    summary: 'Of the retired alerts API',
  }),
);

export const msgUpdateAlert: XsoarCommand = {
  name: 'msg-update-alert',
  integration: 'Microsoft Graph Security',
  summary: 'Change an alert',
  effect: 'write',
  now: ['alert update'],
  arguments: [
    { name: 'alert_id', kind: 'text', required: true, summary: 'Which alert' },
    { name: 'assigned_to', kind: 'text', summary: 'User principal name' },
    {
      name: 'status',
      kind: 'choice',
      options: ['unknown', 'newAlert', 'inProgress', 'resolved'],
      also: ['new'],
      renamed: { newAlert: 'new' },
      summary: 'New state',
    },
    {
      name: 'classification',
      kind: 'choice',
      options: ['unknown', 'truePositive', 'falsePositive', 'informationalExpectedActivity'],
      summary: 'What it turned out to be',
    },
    {
      name: 'determination',
      kind: 'choice',
      options: [
        'unknown',
        'malware',
        'phishing',
        'other',
        'securityTesting',
        'multiStagedAttack',
        'maliciousUserActivity',
        'lineOfBusinessApplication',
        'unwantedSoftware',
      ],
      also: [
        'apt',
        'securityPersonnel',
        'compromisedAccount',
        'notMalicious',
        'notEnoughDataToValidate',
        'confirmedActivity',
      ],
      summary: 'Which kind it turned out to be',
    },
    {
      name: 'feedback',
      kind: 'choice',
      options: ['unknown', 'truePositive', 'falsePositive', 'benignPositive'],
      unused: 'the alerts API that had it is retired; classification says the same today',
      summary: 'Of the retired alerts API',
    },
    {
      name: 'comments',
      kind: 'text',
      unused: 'the alerts API that had it is retired; msg-create-alert-comment adds a comment',
      summary: 'Of the retired alerts API',
    },
    ...OF_THE_RETIRED_API,
  ],
  run: async (context, given) => {
    const { alert: alerts } = await context.defender();
    const id = given.text('alert_id') ?? '';
    const change = changeFrom(given);
    const update = () => alerts.update(id, change, callOptions(context, given));
    if (context.dryRun) return rehearsed(update);
    await update();
    const status = given.text('status');
    const outputs = { ID: id, ...(status === undefined ? {} : { Status: status }) };
    return {
      outputs: { [ALERT_KEY]: outputs },
      readable: `Alert ${escapeMarkdown(id)} was updated.`,
      raw: outputs,
    };
  },
};

function changeFrom(given: Given): AlertChange {
  const change = Object.fromEntries(
    Object.entries({
      assignedTo: given.text('assigned_to') || undefined,
      determination: given.text('determination'),
      classification: given.text('classification'),
      status: given.text('status'),
    }).filter(([, value]) => value !== undefined),
  );
  if (Object.keys(change).length > 0) return change;
  throw new VedetteError('MDE_INPUT', 'There is nothing to change', {
    advice: 'Give at least one of assigned_to, determination, classification, status.',
  });
}
