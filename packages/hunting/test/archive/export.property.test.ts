import { scratch } from '@vedette/testkit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { exportTables } from '../../src/archive/export/export.ts';
import { instantOf } from '../../src/archive/instant.ts';
import type { ArchiveWriter } from '../../src/archive/writer.ts';
import { COLUMNS, memoryCloud, TABLE, type Event, type MemoryCloud } from './cloud.ts';
import { contents } from './contents.ts';

const HOUR = 3_600_000;
const OVERLAP = 6 * HOUR;
const names = COLUMNS.map(({ name }) => name);

/** What may happen between two looks. */
type Step =
  | {
      readonly does: 'events';
      readonly events: readonly { ago: number; tick: number; late: number; device: number }[];
    }
  | { readonly does: 'wait'; readonly hours: number }
  | { readonly does: 'export' }
  /** The export ends by a fault: at a question, while a file is written, before or after a step was taken. */
  | { readonly does: 'fail'; readonly where: 'ask' | 'write' | 'before' | 'after'; readonly nth: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        does: fc.constant('events' as const),
        events: fc.array(
          fc.record({
            ago: fc.integer({ min: 0, max: 40 * HOUR }),
            tick: fc.nat(9999),
            // Rows come up to almost the overlap late, seen from their own time.
            late: fc.integer({ min: 0, max: OVERLAP - HOUR }),
            device: fc.nat(2),
          }),
          { maxLength: 12 },
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ does: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 30 }) }),
    },
    { weight: 3, arbitrary: fc.constant({ does: 'export' as const }) },
    {
      weight: 4,
      arbitrary: fc.record({
        does: fc.constant('fail' as const),
        where: fc.constantFrom('ask', 'write', 'before', 'after'),
        nth: fc.nat(6),
      }),
    },
  ),
  { minLength: 3, maxLength: 12, size: 'max' },
);

it(
  'an export leaves no gap and no duplicate, however it ends, however late rows come, and however little an answer holds',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 4, max: 9 }), fc.boolean(), async (list, rows, cut) => {
        const folder = scratch('archive');
        const cloud = memoryCloud('2026-03-10T10:00:00Z', { rows, memory: 30 * 24 * HOUR, cut });
        for (const step of list) {
          if (step.does === 'wait') cloud.at += step.hours * HOUR;
          // An event shows at once or late; one from before now only if it is not later than the promise.
          else if (step.does === 'events') addEvents(cloud, step.events);
          else await exported(folder, cloud, rows, step.does === 'fail' ? step : undefined);
          if (step.does === 'export') await expectNoStranger(folder, cloud);
        }
        // Everything has arrived, and everything that was read too soon is read again.
        cloud.at += OVERLAP + HOUR;
        await exported(folder, cloud, rows);
        expect(await contents(folder, TABLE, names)).toEqual(expected(cloud));
        const before = cloud.asked;
        await exported(folder, cloud, rows);
        // The present moved by nothing: only what ends within the overlap is asked for again.
        expect(cloud.asked - before).toBeGreaterThan(0);
        expect(await contents(folder, TABLE, names)).toEqual(expected(cloud));
      }),
      { numRuns: process.env['CI'] === 'true' ? 60 : 25 },
    );
  },
);

let report = 0;

function addEvents(
  cloud: MemoryCloud,
  list: readonly { ago: number; tick: number; late: number; device: number }[],
): void {
  for (const { ago, tick, late, device } of list) {
    // Not longer ago than the promise allows a row to be late.
    const time = cloud.at - Math.min(ago, OVERLAP - HOUR);
    const Timestamp = `${instantOf(time).slice(0, 23)}${String(tick).padStart(4, '0')}Z`;
    // Every third one is there twice, as it happens in the cloud: the same row in every column.
    const event: Event = {
      Timestamp,
      DeviceId: `device ${device}`,
      ReportId: (report += 1),
      ConnectedNetworks: '',
    };
    const visible = Math.max(cloud.at, Math.min(time + late, time + OVERLAP - HOUR));
    for (let times = tick % 3 === 0 ? 2 : 1; times > 0; times -= 1) cloud.events.push({ event, visible });
  }
}

function expected(cloud: MemoryCloud): string[] {
  return cloud
    .seen()
    .map(({ Timestamp, DeviceId, ReportId, ConnectedNetworks }) =>
      JSON.stringify([spelled(Timestamp), DeviceId, String(ReportId), ConnectedNetworks]),
    )
    .toSorted();
}

/** As DuckDB writes a time. */
function spelled(instant: string): string {
  return instant
    .replace('T', ' ')
    .replace('Z', '')
    .replace(/\.?0+$/, '');
}

async function expectNoStranger(folder: string, cloud: MemoryCloud): Promise<void> {
  const left = expected(cloud);
  for (const row of await contents(folder, TABLE, names)) {
    const at = left.indexOf(row);
    expect(at, `${row} is there more often than in the cloud`).toBeGreaterThanOrEqual(0);
    left.splice(at, 1);
  }
}

async function exported(
  folder: string,
  cloud: MemoryCloud,
  rows: number,
  fault?: Extract<Step, { does: 'fail' }>,
): Promise<void> {
  const archive = openArchive(folder, { create: true, now: () => cloud.at });
  const writer = await archive.writer();
  try {
    for await (const one of exportTables(fault ? faulty(writer, fault) : writer, {
      source: fault?.where === 'ask' ? failingAt(cloud, fault.nth) : cloud,
      tables: [TABLE],
      overlap: OVERLAP,
      limits: { rows },
    })) {
      expect(one.table).toBe(TABLE);
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
  } finally {
    await writer.close();
    archive.close();
  }
}

class Fault extends Error {}

function counted(nth: number): () => void {
  let left = nth;
  return () => {
    left -= 1;
    if (left < 0) throw new Fault();
  };
}

function failingAt(cloud: MemoryCloud, nth: number): MemoryCloud {
  const tick = counted(nth);
  return {
    ...cloud,
    // In the middle of an answer.
    read: async (...given) => {
      const { columns, rows } = await cloud.read(...given);
      return {
        columns,
        rows: (async function* broken() {
          for await (const batch of rows) {
            yield batch;
            tick();
          }
          tick();
        })(),
      };
    },
  };
}

function faulty(writer: ArchiveWriter, { where, nth }: { where: string; nth: number }): ArchiveWriter {
  const tick = counted(nth);
  return {
    ...writer,
    write: async (...given) => {
      const file = await writer.write(...given);
      if (where === 'write') tick();
      return file;
    },
    commit: async (change) => {
      if (where === 'before') tick();
      await writer.commit(change);
      if (where === 'after') tick();
    },
  };
}
