import { VedetteError } from '@vedette/sdk';
import * as z from 'zod';
import { defineCommand, type Row } from '../../define.ts';
import { LONGEST_QUERY, queryText } from '../../hunting/query-text.ts';

export const check = defineCommand({
  id: 'hunt.check',
  summary: 'Check a query in KQL before it is sent, and say what to write instead',
  effect: 'local',
  profile: 'optional',
  permissions: [],
  input: z.strictObject({
    kql: z
      .string()
      .min(1)
      .max(LONGEST_QUERY)
      .optional()
      .describe('The query, in quotation marks; - reads it from standard input'),
    file: z
      .string()
      .min(1)
      .max(4000)
      .optional()
      .describe('Read the query from this file; - for standard input'),
    timespan: z
      .boolean()
      .default(false)
      .describe('The query will be run with --timespan, so it need not bound the time itself'),
    strict: z.boolean().default(false).describe('Fail on warnings, too'),
    route: z
      .enum(['graph', 'native', 'auto'])
      .optional()
      .describe('API that will answer; the native ones stop on 2027-02-01. Without it: that of the profile'),
  }),
  positional: ['kql'],
  examples: [
    { cli: 'hunt check --file hunt.kql', why: 'before it goes into a schedule' },
    { cli: 'hunt check \'DeviceInfo | where DeviceNam has "srv"\'', why: 'a name that is nearly right' },
    { cli: 'hunt check --file hunt.kql --strict --json', why: 'in a pipeline: warnings count' },
  ],
  simulator: [],
  output: 'rows',
  columns: [
    { title: 'Line', value: 'line', kind: 'number' },
    { title: 'Column', value: 'column', kind: 'number' },
    { title: 'Level', value: 'severity' },
    { title: 'Code', value: 'code' },
    { title: 'What', value: 'message', wrap: true },
    { title: 'Instead', value: 'instead', below: '→' },
  ],
  run: async function* (context, input): AsyncGenerator<Row> {
    const query = await queryText(context, input);
    const { checkQuery } = await import('@vedette/hunting/lint');
    const route = input.route ?? context.findProfile()?.route;
    for (const finding of checkQuery(query, {
      route: route === 'native' ? 'native' : 'graph',
      timespan: input.timespan,
    })) {
      yield { ...finding };
    }
  },
  verdict: (findings, { strict }) => {
    const count = (severity: string): number => findings.filter((one) => one['severity'] === severity).length;
    const [errors, warnings] = [count('error'), count('warning')];
    if (errors === 0 && !(strict && warnings > 0)) return undefined;
    const said = [counted(errors, 'error'), counted(warnings, 'warning')].filter((text) => text !== '');
    return new VedetteError('MDE_QUERY', `The query has ${said.join(' and ')}`, {
      advice: 'Correct it at the lines above; nothing was sent.',
      facts: { errors, warnings },
    });
  },
});

function counted(number: number, noun: string): string {
  return number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`;
}
