import type { XsoarCommand } from '../command.ts';
import { huntAll, printHunt, type Found } from '../hunt-answer.ts';
import { huntsOf } from '../hunt-batch.ts';
import { timeoutArgument } from '../time-allowed.ts';

const PATH = 'MicrosoftATP.Hunt.Result';

export const microsoftAtpAdvancedHunting: XsoarCommand = {
  name: 'microsoft-atp-advanced-hunting',
  integration: 'Microsoft Defender for Endpoint',
  summary: 'Run a query in KQL, or up to ten of them one after the other',
  effect: 'read',
  now: ['hunt run'],
  arguments: [
    { name: 'query', kind: 'text', unnamed: true, summary: 'The query in KQL' },
    timeoutArgument('10'),
    {
      name: 'time_range',
      kind: 'text',
      default: '',
      options: [''],
      summary:
        'How far back, such as `60 minutes`, `6 hours`, `1 day`; put behind the table the query begins with',
    },
    {
      name: 'query_batch',
      kind: 'text',
      summary: 'Up to ten queries as a JSON list of `{"query", "name", "time_range"}`',
    },
    { name: 'name', kind: 'text', summary: 'The name under which the context keeps the rows' },
    {
      name: 'ran_once_flag',
      kind: 'text',
      summary: 'Marks the second try after a quota was used up',
      unused: 'a used-up quota is waited for as long as `timeout` allows',
    },
  ],
  run: async (context, given) => {
    const hunts = huntsOf(given);
    const found: (Found & { name: string | undefined })[] = [];
    for (const { name, query } of hunts) {
      // One after the other: they share the processor time of the tenant.
      found.push({ name, ...(await huntAll(context, given, query, hunts.length)) });
    }
    const [only] = found;
    const result =
      only !== undefined && only.name === undefined
        ? rowsOf(only)
        : Object.fromEntries(found.map((one) => [one.name, rowsOf(one)]));
    return {
      outputs: { [PATH]: result },
      readable: found
        .map((one) => printHunt(one.name === undefined ? 'Hunt results' : `Hunt results of ${one.name}`, one))
        .join('\n'),
      raw: result,
    };
  },
};

/** Where there is one row the integration gives its `ReportId` as a text, and playbooks compare it so. */
function rowsOf({ rows }: Found): readonly Readonly<Record<string, unknown>>[] {
  const [only] = rows;
  const id = only?.['ReportId'];
  return rows.length === 1 && typeof id === 'number' ? [{ ...only, ReportId: String(id) }] : rows;
}
