import { ALERT_COLUMNS, alertContext, toContext } from '../alert.ts';
import type { XsoarCommand } from '../command.ts';
import { escapeMarkdown, printTable } from '../table.ts';
import { callOptions } from '../time-allowed.ts';

export const msgGetAlertDetails: XsoarCommand = {
  name: 'msg-get-alert-details',
  integration: 'Microsoft Graph Security',
  summary: 'Show one alert in full',
  effect: 'read',
  now: ['alert get'],
  arguments: [
    { name: 'alert_id', kind: 'text', required: true, unnamed: true, summary: 'Which alert' },
    {
      name: 'fields_to_include',
      kind: 'choices',
      default: 'All',
      options: [
        'All',
        'NetworkConnections',
        'Processes',
        'RegistryKeys',
        'UserStates',
        'HostStates',
        'FileStates',
        'CloudAppStates',
        'MalwareStates',
        'CustomerComments',
        'Triggers',
        'VendorInformation',
        'VulnerabilityStates',
      ],
      unused: 'it chose among the parts of an alert of the retired API; the whole alert is given',
      summary: 'Of the retired alerts API',
    },
  ],
  run: async (context, given) => {
    const { alert: alerts } = await context.defender();
    const id = given.text('alert_id') ?? '';
    const found = await alerts.get(id, callOptions(context, given));
    const shown = toContext(found) as Readonly<Record<string, unknown>>;
    const title = `## Microsoft Security Graph Alert Details - ${escapeMarkdown(id)}\n`;
    return {
      outputs: alertContext(found),
      readable: title + printTable('', ALERT_COLUMNS, [shown], { hideEmpty: true }),
      raw: found,
    };
  },
};
