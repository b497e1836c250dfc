import type { FetchSummary } from '@vedette/mirror';
import * as z from 'zod';
import type { CommandContext } from '../../context.ts';
import { defineCommand } from '../../define.ts';
import { routeOption, timeOption } from '../inputs.ts';
import { readIncidents } from '../permissions.ts';
import { timeFrom } from '../time.ts';
import { pause } from '../pause.ts';

const input = z.strictObject({
  since: timeOption.describe('At the first fetch only: begin with what was updated at or after this time'),
  follow: z.boolean().default(false).describe('Keep fetching until it is stopped'),
  interval: z.int().min(5).max(86_400).default(60).describe('Seconds between two fetches with follow'),
  route: routeOption,
});

type Input = z.output<typeof input>;

export const fetch = defineCommand({
  id: 'mirror.fetch',
  summary: 'Bring incidents with alerts, evidence and comments into the local mirror',
  effect: 'local',
  permissions: readIncidents,
  input,
  examples: [
    { cli: 'mirror fetch', why: 'all that is new since the last time' },
    { cli: 'mirror fetch --since 30d', why: 'the first time, without the older past' },
  ],
  simulator: ['entra', 'graph', 'xdr'],
  output: 'record',
  columns: [
    { title: 'Stored', value: 'stored', kind: 'number' },
    { title: 'Incidents', value: 'incidents', kind: 'number' },
    { title: 'Alerts', value: 'alerts', kind: 'number' },
    { title: 'Merged', value: 'merged', kind: 'number' },
    { title: 'Complete through', value: 'through', kind: 'time' },
    { title: 'Degraded', value: 'degraded' },
  ],
  run: async (context, input) => {
    if (context.dryRun) return { dryRun: true, changed: 'nothing', requests: [] };
    const first = await fetchOnce(context, input);
    return { ...(input.follow ? await follow(context, input, first) : first) };
  },
});

async function fetchOnce(context: CommandContext, input: Input): Promise<FetchSummary> {
  const [defender, mirror] = await Promise.all([context.defender(), context.mirror({ create: true })]);
  return mirror.fetch({
    defender,
    route: input.route ?? context.profile.route,
    since: timeFrom(input.since, context.now(), 'since'),
    signal: context.signal,
    now: () => context.now(),
    progress: ({ incidents }) => context.progress({ label: 'incidents', done: incidents }),
    note: (text) => context.note(text),
  });
}

/** Ends when the person stops it, which is no failure: what was stored stays stored. */
async function follow(context: CommandContext, input: Input, first: FetchSummary): Promise<FetchSummary> {
  let total = first;
  while (await pause(input.interval * 1000, context.signal)) {
    const next = await fetchOnce(context, input);
    if (next.stored > 0) {
      context.note(
        `${next.stored} new versions of ${next.incidents} incidents, through ${next.through ?? '–'}`,
      );
    }
    total = {
      ...next,
      stored: total.stored + next.stored,
      incidents: total.incidents + next.incidents,
      alerts: total.alerts + next.alerts,
      merged: total.merged + next.merged,
      pages: total.pages + next.pages,
      ms: total.ms + next.ms,
    };
  }
  return total;
}
