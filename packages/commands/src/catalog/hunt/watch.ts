import type { Hunt, HuntOn, HuntReport } from '@vedette/hunting/schedule';
import { isVedetteError, VedetteError, type ErrorCode } from '@vedette/sdk';
import * as z from 'zod';
import { huntsFolder } from '../../archive/folder.ts';
import { huntsDir } from '../../archive/inputs.ts';
import { localSource } from '../../archive/local.ts';
import type { CommandContext } from '../../context.ts';
import { defineCommand, type Row } from '../../define.ts';
import { sourceOf } from '../../hunting/source.ts';
import { runHunts } from '../permissions.ts';

/** Looked at so often whether files have changed, however far away the next due time is, in ms. */
const LONGEST_WAIT = 60_000;

export const watch = defineCommand({
  id: 'hunt.watch',
  summary: 'Run scheduled hunts when they are due, and keep what they find',
  effect: 'local',
  permissions: runHunts,
  input: z.strictObject({
    dir: huntsDir,
    once: z
      .boolean()
      .default(false)
      .describe('Run what is due now, and end; what failed makes the exit code'),
    only: z
      .array(z.string().min(1).max(200))
      .min(1)
      .max(100)
      .optional()
      .describe('Only the hunts with these names'),
  }),
  examples: [
    { cli: 'hunt watch --ndjson', why: 'a service: one line for each run, until it is stopped' },
    { cli: 'hunt watch --once --dir detections', why: 'from cron, or a pipeline' },
  ],
  simulator: ['entra', 'graph', 'xdr', 'endpoint'],
  output: 'rows',
  columns: [
    { title: 'Hunt', value: 'hunt' },
    { title: 'Due', value: 'due', kind: 'time' },
    { title: 'Rows', value: 'rows', kind: 'number' },
    { title: 'New', value: 'reported', kind: 'number' },
    { title: 'Known', value: 'known', kind: 'number' },
    { title: 'ms', value: 'ms', kind: 'number' },
    { title: 'Trouble', value: 'error', wrap: true },
  ],
  run: async function* (context, { dir, once, only }): AsyncGenerator<Row> {
    const { nextOf, readHunts, runDue } = await import('@vedette/hunting/schedule');
    const folder = huntsFolder(context, dir);
    const hunts = async (): Promise<readonly Hunt[]> => chosen(await readHunts([folder]), only);
    if (context.dryRun) {
      for (const { name } of await hunts()) yield { dryRun: true, changed: 'nothing', hunt: name };
      return;
    }
    const { findings } = await context.mirror({ create: true });
    const options = { on: answering(context), findings, now: () => context.now(), signal: context.signal };
    let failed: HuntReport | undefined;
    let current = await hunts();
    let said = '';
    do {
      for await (const report of runDue(current, options)) {
        if (report.error !== undefined) failed = report;
        yield { ...report };
      }
      if (once) break;
      await pause(
        Math.min((nextOf(current, context.now()) ?? Infinity) - context.now(), LONGEST_WAIT),
        context.signal,
      );
      // Read anew at each turn, so that a changed file takes effect without a restart; a slip in it ends no service.
      try {
        current = await hunts();
        said = '';
      } catch (error) {
        if (!isVedetteError(error)) throw error;
        if (said !== error.message) context.note(`${error.message} The hunts go on as they were.`);
        said = error.message;
      }
    } while (!context.signal.aborted);
    if (once && failed !== undefined) {
      throw new VedetteError(
        (failed.code ?? 'MDE_INTERNAL') as ErrorCode,
        `The hunt ${failed.hunt} failed: ${failed.error}`,
        {
          advice:
            'Nothing of it was kept; it runs again at its next due time. What the other hunts found is kept.',
        },
      );
    }
  },
});

function chosen<T extends { readonly name: string }>(
  hunts: readonly T[],
  only: readonly string[] | undefined,
): readonly T[] {
  const missing = only?.find((name) => !hunts.some((hunt) => hunt.name === name));
  if (missing !== undefined) {
    throw new VedetteError('MDE_INPUT', `only: there is no hunt named ${missing}`, {
      advice: 'The hunts: vedette hunt list',
    });
  }
  return only === undefined ? hunts : hunts.filter(({ name }) => only.includes(name));
}

/** Who answers a hunt, by what it says. */
function answering(context: CommandContext): HuntOn {
  return async ({ where, query }) => {
    const source = where === 'local' ? localSource(context) : await sourceOf(context, {});
    const { columns, batches } = await source(query);
    return { columns, batches: batches as Awaited<ReturnType<HuntOn>>['batches'] };
  };
}

/** Waits; a stop ends it at once and is no error. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { setTimeout } = await import('node:timers/promises');
  await setTimeout(Math.max(0, ms), undefined, { signal }).catch(() => {});
}
