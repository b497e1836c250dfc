import type { HuntRun, Mirror } from '@vedette/mirror';
import type { Hunt } from '@vedette/hunting/schedule';
import { isVedetteError } from '@vedette/sdk';
import * as z from 'zod';
import { huntsFolder } from '../../archive/folder.ts';
import { huntsDir } from '../../archive/inputs.ts';
import type { CommandContext } from '../../context.ts';
import { defineCommand, type Row } from '../../define.ts';

export const list = defineCommand({
  id: 'hunt.list',
  summary: 'List the scheduled hunts: when each is due, and how its last run went',
  effect: 'local',
  permissions: [],
  input: z.strictObject({ dir: huntsDir }),
  examples: [
    { cli: 'hunt list', why: 'the hunts beside vedette.yaml' },
    { cli: 'hunt list --dir detections', why: 'those of a repository' },
  ],
  simulator: [],
  output: 'rows',
  columns: [
    { title: 'Name', value: 'name' },
    { title: 'Severity', value: 'severity', kind: 'severity' },
    { title: 'Where', value: 'where' },
    { title: 'Schedule', value: 'schedule' },
    { title: 'Next', value: 'next', kind: 'time' },
    { title: 'Last', value: 'last', kind: 'age' },
    { title: 'Reported', value: 'reported', kind: 'number' },
    { title: 'Tests', value: 'tests', kind: 'number' },
    { title: 'Trouble', value: 'error', wrap: true },
  ],
  run: async function* (context, { dir }): AsyncGenerator<Row> {
    const { nextAt, readHunts } = await import('@vedette/hunting/schedule');
    const hunts = await readHunts([huntsFolder(context, dir)]);
    const mirror = await mirrorIfThere(context);
    for (const hunt of hunts) {
      const { name, severity, where, schedule, file, cases } = hunt;
      const next = schedule && nextAt(schedule, context.now());
      yield {
        name,
        severity,
        where,
        schedule: scheduleText(schedule),
        next: next === undefined ? undefined : new Date(next).toISOString(),
        ...lastOf(mirror?.findings.run(name)),
        tests: cases.length,
        file,
      };
    }
  },
});

function lastOf(run: HuntRun | undefined): Row {
  if (run === undefined) return {};
  return { last: new Date(run.endedAt).toISOString(), reported: run.reported, error: run.error };
}

function scheduleText(schedule: Hunt['schedule']): string {
  if (schedule === undefined) return 'none';
  if ('cron' in schedule)
    return `${schedule.cron}${schedule.timezone === 'UTC' ? '' : ` ${schedule.timezone}`}`;
  const units = [
    [86_400_000, 'd'],
    [3_600_000, 'h'],
    [60_000, 'm'],
    [1000, 's'],
  ] as const;
  const [ms, unit] = units.find(([ms]) => schedule.every % ms === 0) ?? [1000, 's'];
  return `every ${schedule.every / ms}${unit}`;
}

async function mirrorIfThere(context: CommandContext): Promise<Mirror | undefined> {
  try {
    return await context.mirror();
  } catch (error) {
    if (isVedetteError(error) && error.facts['missing'] === true) return undefined;
    throw error;
  }
}
