import type { Alert, AlertFilter } from '@vedette/sdk';
import { timeFrom } from '../../catalog/time.ts';
import { ALERT_COLUMNS, alertContext, toContext } from '../alert.ts';
import type { Given } from '../arguments.ts';
import type { XsoarCommand } from '../command.ts';
import { graphCondition } from '../raw-condition.ts';
import { printTable } from '../table.ts';
import { justAfter } from '../tick.ts';
import { callOptions } from '../time-allowed.ts';

const HOUR = 3_600_000;

const WINDOWS: Readonly<Record<string, number>> = {
  Last24Hours: 24 * HOUR,
  Last48Hours: 48 * HOUR,
  LastWeek: 7 * 24 * HOUR,
};

export const msgSearchAlerts: XsoarCommand = {
  name: 'msg-search-alerts',
  integration: 'Microsoft Graph Security',
  summary: 'Search alerts',
  effect: 'read',
  now: ['alert list'],
  arguments: [
    {
      name: 'last_modified',
      kind: 'choice',
      options: Object.keys(WINDOWS),
      summary: 'Updated within this time, counted back from now',
    },
    {
      name: 'severity',
      kind: 'choices',
      options: ['unknown', 'informational', 'low', 'medium', 'high'],
      summary: 'Of one of these severities',
    },
    { name: 'category', kind: 'list', summary: 'Of one of these categories' },
    { name: 'time_from', kind: 'text', summary: 'Created at or after this time' },
    { name: 'time_to', kind: 'text', summary: 'Created at or before this time' },
    {
      name: 'filter',
      kind: 'text',
      summary: 'One more OData condition, in the field names of Microsoft Graph',
    },
    {
      name: 'classification',
      kind: 'choices',
      options: ['unknown', 'truePositive', 'falsePositive', 'benignPositive'],
      also: ['informationalExpectedActivity'],
      renamed: { benignPositive: 'informationalExpectedActivity' },
      summary: 'Of one of these classifications',
    },
    {
      name: 'service_source',
      kind: 'choices',
      options: [
        'microsoftDefenderForEndpoint',
        'microsoftDefenderForIdentity',
        'microsoftDefenderForOffice365',
        'microsoft365Defender',
        'microsoftAppGovernance',
        'microsoftDefenderForCloudApps',
      ],
      also: [
        'azureAdIdentityProtection',
        'dataLossPrevention',
        'microsoftDefenderForCloud',
        'microsoftSentinel',
      ],
      summary: 'From one of these products',
    },
    {
      name: 'status',
      kind: 'choices',
      options: ['unknown', 'new', 'inProgress', 'resolved'],
      summary: 'In one of these states',
    },
    { name: 'page', kind: 'number', min: 0, summary: 'Which page, counted from 0' },
    { name: 'page_size', kind: 'number', max: 2000, summary: 'Alerts in a page; 50 when only page is given' },
    { name: 'limit', kind: 'number', default: '50', summary: 'How many at most' },
  ],
  run: async (context, given) => {
    const { alert: alerts } = await context.defender();
    const { odata, route } = graphCondition(context, given, 'filter');
    const found: Alert[] = [];
    const listing = alerts.list({
      ...callOptions(context, given),
      ...slice(given),
      route,
      filter: { ...filterFrom(given, context.now()), odata },
    });
    for await (const alert of listing) found.push(alert);
    const shown = found.map((alert) => toContext(alert) as Readonly<Record<string, unknown>>);
    return {
      outputs: alertContext(found),
      readable: printTable('Microsoft Security Graph Alerts', ALERT_COLUMNS, shown, { hideEmpty: true }),
      raw: found,
    };
  },
};

/** With `page` or `page_size` it is one page; without, as many pages as the limit needs. */
function slice(given: Given): { limit: number; offset?: number; pageSize?: number } {
  const limit = given.number('limit') ?? 50;
  if (!given.has('page') && !given.has('page_size')) return { limit };
  const pageSize = given.number('page_size') ?? 50;
  return { limit: Math.min(limit, pageSize), offset: (given.number('page') ?? 0) * pageSize, pageSize };
}

function filterFrom(given: Given, now: number): AlertFilter {
  const window = WINDOWS[given.text('last_modified') ?? ''];
  const timeTo = timeFrom(given.text('time_to') || undefined, now, 'time_to');
  return {
    severity: given.list('severity'),
    category: given.list('category'),
    classification: given.list('classification'),
    serviceSource: given.list('service_source'),
    status: given.list('status'),
    updatedFrom: window === undefined ? undefined : new Date(now - window).toISOString(),
    createdFrom: timeFrom(given.text('time_from') || undefined, now, 'time_from'),
    createdBefore: timeTo === undefined ? undefined : justAfter(timeTo),
  };
}
