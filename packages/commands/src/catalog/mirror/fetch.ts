import type { FetchOptions, FetchSummary } from '@vedette/mirror';
import type { Defender } from '@vedette/sdk';
import * as z from 'zod';
import type { CommandContext } from '../../context.ts';
import { defineCommand } from '../../define.ts';
import { routeOption, timeOption } from '../inputs.ts';
import { readIncidents } from '../permissions.ts';
import { timeFrom } from '../time.ts';

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
    const [defender, mirror] = await Promise.all([context.defender(), context.mirror({ create: true })]);
    const options = optionsOf(context, input, defender);
    if (!input.follow) return { ...(await mirror.fetch(options)) };
    let total: FetchSummary | undefined;
    for await (const next of mirror.follow({ ...options, interval: input.interval * 1000 })) {
      if (next.stored > 0) {
        context.note(
          `${next.stored} new versions of ${next.incidents} incidents, through ${next.through ?? '–'}`,
        );
      }
      total = total ? sumOf(total, next) : next;
    }
    return { ...total };
  },
});

function optionsOf(context: CommandContext, input: Input, defender: Defender): FetchOptions {
  return {
    defender,
    route: input.route ?? context.profile.route,
    since: timeFrom(input.since, context.now(), 'since'),
    signal: context.signal,
    now: () => context.now(),
    progress: ({ incidents }) => context.progress({ label: 'incidents', done: incidents }),
    note: (text) => context.note(text),
  };
}

function sumOf(total: FetchSummary, next: FetchSummary): FetchSummary {
  return {
    ...next,
    stored: total.stored + next.stored,
    incidents: total.incidents + next.incidents,
    alerts: total.alerts + next.alerts,
    merged: total.merged + next.merged,
    pages: total.pages + next.pages,
    ms: total.ms + next.ms,
  };
}
