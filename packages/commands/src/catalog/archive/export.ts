import type { ExportOptions } from '@vedette/hunting/archive';
import { isVedetteError, type ErrorCode } from '@vedette/sdk';
import * as z from 'zod';
import { huntInCloud } from '../../archive/cloud.ts';
import { msFrom } from '../../archive/duration.ts';
import { withArchive } from '../../archive/folder.ts';
import { duration, tableList } from '../../archive/inputs.ts';
import { tablesNamed } from '../../archive/tables.ts';
import type { CommandContext } from '../../context.ts';
import { defineCommand, type Row } from '../../define.ts';
import { timeOption } from '../inputs.ts';
import { runHunts } from '../permissions.ts';
import { timeFrom } from '../time.ts';

const input = z.strictObject({
  table: tableList.describe('Tables to export, * for any: Device*. Default: all that have times'),
  since: timeOption.describe('From this time on. Default: as far back as the cloud remembers, 30 days'),
  until: timeOption.describe('Before this time. Default: now'),
  overlap: duration
    .default('6h')
    .describe('How late rows may arrive: what was read sooner after its time is read again'),
  again: z
    .boolean()
    .default(false)
    .describe('Read what is complete once more, and take the answer also where it has fewer rows'),
  follow: z.boolean().default(false).describe('Keep exporting until it is stopped'),
  interval: z.int().min(60).max(86_400).default(3600).describe('Seconds between two exports with follow'),
  route: z
    .enum(['graph', 'native', 'xdr', 'endpoint', 'auto'])
    .optional()
    .describe(
      'API that answers: Microsoft Graph, one of the native ones until 2027-02-01, or the first the token may use',
    ),
});

/** What passes by itself, and ends no service. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['MDE_NETWORK', 'MDE_QUOTA', 'MDE_SERVICE', 'MDE_TIMEOUT']);

type Input = z.output<typeof input>;

const exportCommand = defineCommand({
  id: 'archive.export',
  summary: 'Bring what the archive lacks of hunting tables from the cloud',
  effect: 'local',
  permissions: runHunts,
  input,
  examples: [
    { cli: 'archive export', why: 'all tables with times, from where the last export ended' },
    { cli: "archive export --table 'Device*' --since 7d", why: 'the tables of devices, of a week' },
    { cli: "archive export --table 'DeviceTvm*'", why: 'what vulnerability management knows today' },
    { cli: 'archive export --follow --quiet', why: 'a service: once an hour until it is stopped' },
  ],
  simulator: ['entra', 'graph', 'xdr', 'endpoint'],
  output: 'rows',
  columns: [
    { title: 'Table', value: 'table' },
    { title: 'Rows', value: 'rows', kind: 'number' },
    { title: 'Renewed', value: 'renewed', kind: 'number' },
    { title: 'Calls', value: 'calls', kind: 'number' },
    { title: 'Complete through', value: 'through', kind: 'time' },
  ],
  run: async function* (context, input): AsyncGenerator<Row> {
    const tables = await tablesNamed(input.table);
    const options = optionsOf(context, input);
    if (context.dryRun) {
      yield { dryRun: true, changed: 'nothing', requests: [], tables };
      return;
    }
    yield* withArchive(context, { create: true }, async function* (archive) {
      const { cloudSource, exportTables } = await import('@vedette/hunting/archive');
      const source = cloudSource(huntInCloud(context, input.route));
      const passOver = input.table === undefined;
      for (;;) {
        let least = 0;
        const writer = await archive.writer();
        try {
          // Without a list the tables of all products are asked for, and no tenant has all products.
          for await (const one of exportTables(writer, { ...options, source, tables, passOver })) {
            yield { ...one };
          }
        } catch (error) {
          if (!input.follow || !isVedetteError(error) || !PASSING.has(error.code)) throw error;
          least = error.retryAfterMs ?? 0;
          context.note(`${error.message} What is complete is kept; the next export goes on from there.`);
        } finally {
          await writer.close();
        }
        if (!input.follow) return;
        await pause(Math.max(input.interval * 1000, least), context.signal);
        if (context.signal.aborted) return;
      }
    });
  },
});

function optionsOf(context: CommandContext, input: Input): Omit<ExportOptions, 'source' | 'tables'> {
  const time = (text: string | undefined, name: string): string | undefined => {
    const found = timeFrom(text, context.now(), name);
    // Seven digits, as Defender counts.
    return found?.replace(/(?:\.(\d{1,7})\d*)?Z$/, (_, digits: string = '') => `.${digits.padEnd(7, '0')}Z`);
  };
  return {
    since: time(input.since, 'since'),
    until: time(input.until, 'until'),
    overlap: msFrom(input.overlap),
    again: input.again,
    signal: context.signal,
    note: (text) => context.note(text),
    progress: ({ table, rows }) => context.progress({ label: `rows of ${table}`, done: rows }),
  };
}

/** Waits; a stop ends it at once and is no error. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { setTimeout } = await import('node:timers/promises');
  await setTimeout(ms, undefined, { signal }).catch(() => {});
}

export { exportCommand as export };
