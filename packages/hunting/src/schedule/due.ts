import { Cron } from 'croner';
import type { Schedule } from './hunt.ts';

/**
 * The latest time, in epoch milliseconds, at which a hunt was due. Intervals count from 1970, so that every machine
 * finds the same times, and what was missed is one run, not many.
 */
export function dueAt(schedule: Schedule, now: number): number | undefined {
  if ('every' in schedule) return Math.floor(now / schedule.every) * schedule.every;
  // The reference itself is not looked at, and a due time has whole seconds.
  return cronOf(schedule)
    .previousRuns(1, new Date(now + 1000))[0]
    ?.getTime();
}

/** The next time after `now`. Undefined for a pattern that never comes again. */
export function nextAt(schedule: Schedule, now: number): number | undefined {
  if ('every' in schedule) return (Math.floor(now / schedule.every) + 1) * schedule.every;
  return cronOf(schedule).nextRun(new Date(now))?.getTime();
}

/**
 * Whether a hunt is to run now: its latest due time has not been served. A run that was noted for the future, by a
 * clock that was wrong, does not count.
 */
export function slotToRun(schedule: Schedule, last: number | undefined, now: number): number | undefined {
  const due = dueAt(schedule, now);
  if (due === undefined) return undefined;
  return last === undefined || last < due || last > now ? due : undefined;
}

/** Why a pattern cannot be used; undefined for one that can. */
export function cronProblem(cron: string, timezone: string): string | undefined {
  try {
    cronOf({ cron, timezone }).nextRun();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function cronOf({ cron, timezone }: { cron: string; timezone: string }): Cron {
  return new Cron(cron, { timezone, paused: true, legacyMode: true });
}
