import { COMMENT_COLUMNS, commentContext, toContext } from '../alert.ts';
import type { XsoarCommand } from '../command.ts';
import { rehearsed } from '../rehearsed.ts';
import { printTable } from '../table.ts';
import { callOptions } from '../time-allowed.ts';

export const msgCreateAlertComment: XsoarCommand = {
  name: 'msg-create-alert-comment',
  integration: 'Microsoft Graph Security',
  summary: 'Add a comment to an alert',
  effect: 'write',
  now: ['alert comment'],
  arguments: [
    { name: 'alert_id', kind: 'text', required: true, unnamed: true, summary: 'Which alert' },
    { name: 'comment', kind: 'text', required: true, summary: 'What to say; commas are part of it' },
  ],
  run: async (context, given) => {
    const { alert: alerts } = await context.defender();
    const id = given.text('alert_id') ?? '';
    const comment = () => alerts.comment(id, given.text('comment') ?? '', callOptions(context, given));
    if (context.dryRun) return rehearsed(comment);
    const value = await comment();
    const comments = value.map((one) => toContext(one) as Readonly<Record<string, unknown>>);
    return {
      outputs: commentContext(id, value),
      readable: printTable(
        `Microsoft Security Graph Create Alert Comment - ${id}`,
        COMMENT_COLUMNS,
        comments,
        {
          hideEmpty: true,
        },
      ),
      raw: { value },
    };
  },
};
