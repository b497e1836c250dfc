import type { XsoarCommand } from '../command.ts';
import { contextKey } from '../entry.ts';
import { huntAll, printHunt } from '../hunt-answer.ts';
import { isBounded, withLimit } from '../hunt-query.ts';
import { timeoutArgument } from '../time-allowed.ts';

export const msgAdvancedHunting: XsoarCommand = {
  name: 'msg-advanced-hunting',
  integration: 'Microsoft Graph Security',
  summary: 'Run a query in KQL',
  effect: 'read',
  now: ['hunt run'],
  arguments: [
    { name: 'query', kind: 'text', required: true, summary: 'The query in KQL' },
    {
      name: 'limit',
      kind: 'number',
      default: '50',
      min: -1,
      summary: 'How many rows at most where the query has no limit of its own; -1 for as many as there are',
    },
    timeoutArgument('50'),
  ],
  run: async (context, given) => {
    const text = given.text('query') ?? '';
    const limit = given.number('limit') ?? 50;
    const query = limit < 0 || isBounded(text) ? text : withLimit(text, limit);
    const found = await huntAll(context, given, query);
    const hunt = { query, results: found.rows };
    return {
      outputs: {
        [contextKey('MsGraph.Hunt', 'query')]: hunt,
        // Playbooks that were made for the other integration read it there.
        [contextKey('Microsoft365Defender.Hunt', 'query')]: hunt,
      },
      readable: printHunt('Hunt results', found),
      raw: hunt,
    };
  },
};
