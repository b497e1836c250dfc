import type { FetchOptions, FetchSummary } from '@vedette/mirror';
import type { Defender } from '@vedette/sdk';
import * as z from 'zod';
import type { CommandContext } from '../../context.ts';
import { defineCommand, type Row } from '../../define.ts';
import { routeOption, timeOption } from '../inputs.ts';
import { readIncidents } from '../permissions.ts';
import { timeFrom } from '../time.ts';

const input = z.strictObject({
  since: timeOption.describe('At the first fetch only: begin with what was updated at or after this time'),
  follow: z.boolean().default(false).describe('Keep fetching until it is stopped'),
  interval: z.int().min(5).max(86_400).default(60).describe('Seconds between two fetches with follow'),
  reconcile: z
    .boolean()
    .default(false)
    .describe(
      'Compare everything there is, for what surfaced with an old time of update; then go on as usual',
    ),
  route: routeOption,
});

/** Behind the cursor as far as the mirror goes. */
const EVERYTHING = { name: 'everything', every: 0, back: Infinity };

type Input = z.output<typeof input>;

export const fetch = defineCommand({
  id: 'mirror.fetch',
  summary: 'Bring incidents with alerts, evidence and comments into the local mirror',
  effect: 'local',
  permissions: readIncidents,
  input,
  examples: [
    { cli: 'mirror fetch', why: 'all that is new since the last time' },
    { cli: 'mirror fetch --follow --ndjson', why: 'a service: one line for each round, until it is stopped' },
    { cli: 'mirror fetch --since 30d', why: 'the first time, without the older past' },
    { cli: 'mirror fetch --reconcile', why: 'after an outage of the service, to be sure' },
  ],
  simulator: ['entra', 'graph', 'xdr'],
  output: 'record',
  columns: [
    { title: 'Time', value: 'at', kind: 'time' },
    { title: 'Stored', value: 'stored', kind: 'number' },
    { title: 'Incidents', value: 'incidents', kind: 'number' },
    { title: 'Alerts', value: 'alerts', kind: 'number' },
    { title: 'Merged', value: 'merged', kind: 'number' },
    { title: 'Complete through', value: 'through', kind: 'time' },
    { title: 'Degraded', value: 'degraded', wrap: true },
  ],
  run: (context, input) =>
    input.follow && !context.dryRun ? followed(context, input) : fetched(context, input),
});

async function fetched(context: CommandContext, input: Input): Promise<Row> {
  if (context.dryRun) return { dryRun: true, changed: 'nothing', requests: [] };
  const mirror = await context.mirror({ create: true });
  return roundOf(context, await mirror.fetch(optionsOf(context, input, await context.defender())));
}

/** One record for each round, and a remark about all of them when it is stopped. */
async function* followed(context: CommandContext, input: Input): AsyncGenerator<Row> {
  const mirror = await context.mirror({ create: true });
  const options = optionsOf(context, input, await context.defender());
  let rounds = 0;
  let stored = 0;
  let through: string | undefined;
  try {
    for await (const summary of mirror.follow({ ...options, interval: input.interval * 1000 })) {
      rounds += 1;
      stored += summary.stored;
      through = summary.through;
      yield roundOf(context, summary);
    }
  } finally {
    const count = (many: number, what: string): string => `${many} ${what}${many === 1 ? '' : 's'}`;
    context.note(
      `Stopped after ${count(rounds, 'round')} with ${count(stored, 'new version')}${through === undefined ? '' : `, complete through ${through}`}`,
    );
  }
}

/** `at`: when the fetch ended. */
function roundOf(context: CommandContext, summary: FetchSummary): Row {
  return { at: new Date(context.now()).toISOString(), ...summary };
}

function optionsOf(context: CommandContext, input: Input, defender: Defender): FetchOptions {
  return {
    defender,
    route: input.route ?? context.profile.route,
    since: timeFrom(input.since, context.now(), 'since'),
    signal: context.signal,
    now: () => context.now(),
    ...(input.reconcile && { sweeps: [EVERYTHING] }),
    progress: ({ incidents }) => context.progress({ label: 'incidents', done: incidents }),
    note: (text) => context.note(text),
  };
}
