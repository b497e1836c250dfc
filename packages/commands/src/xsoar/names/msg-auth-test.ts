import { VedetteError } from '@vedette/sdk';
import type { XsoarCommand } from '../command.ts';
import { remark } from '../entry.ts';
import { callOptions } from '../time-allowed.ts';

export const msgAuthTest: XsoarCommand = {
  name: 'msg-auth-test',
  integration: 'Microsoft Graph Security',
  summary: 'Find out whether alerts can be read',
  effect: 'read',
  now: ['doctor'],
  arguments: [
    {
      name: 'permission_type',
      kind: 'choices',
      default: 'all',
      options: ['ediscovery', 'alerts', 'threat assessment', 'all'],
      summary: 'What to try; Vedette has alerts only',
    },
  ],
  run: async (context, given) => {
    const asked = given.list('permission_type');
    const absent = asked.find((type) => type !== 'alerts' && type !== 'all');
    if (absent !== undefined) {
      throw new VedetteError('MDE_INPUT', `permission_type: Vedette has no ${absent}`, {
        advice: 'Use permission_type=alerts.',
        facts: { argument: 'permission_type' },
      });
    }
    if (asked.includes('all'))
      context.note('eDiscovery and threat assessment are not tried: Vedette has neither.');
    const { alert: alerts } = await context.defender();
    for await (const page of alerts.list({ ...callOptions(context, given), limit: 1 }).pages()) {
      return remark(`Success: alerts can be read (${page.route}).`);
    }
    return remark('Success: alerts can be read.');
  },
};
