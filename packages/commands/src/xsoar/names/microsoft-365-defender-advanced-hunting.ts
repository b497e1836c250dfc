import type { XsoarCommand } from '../command.ts';
import { contextKey } from '../entry.ts';
import { huntAll, printHunt } from '../hunt-answer.ts';
import { withLimit } from '../hunt-query.ts';
import { timeoutArgument } from '../time-allowed.ts';

export const microsoft365DefenderAdvancedHunting: XsoarCommand = {
  name: 'microsoft-365-defender-advanced-hunting',
  integration: 'Microsoft 365 Defender',
  summary: 'Run a query in KQL',
  effect: 'read',
  now: ['hunt run'],
  arguments: [
    { name: 'query', kind: 'text', required: true, summary: 'The query in KQL' },
    timeoutArgument('30'),
    {
      name: 'limit',
      kind: 'number',
      required: true,
      default: '50',
      min: -1,
      summary: 'How many rows at most, in place of what the query says itself; -1 leaves the query alone',
    },
  ],
  run: async (context, given) => {
    const text = given.text('query') ?? '';
    const limit = given.number('limit') ?? 50;
    const query = limit < 0 ? text : withLimit(text, limit);
    const found = await huntAll(context, given, query);
    return {
      outputs: { [contextKey('Microsoft365Defender.Hunt', 'query')]: { query, results: found.rows } },
      readable: printHunt('Hunt results', found),
      raw: { query, results: found.rows },
    };
  },
};
