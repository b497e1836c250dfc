import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { scratch } from '@vedette/testkit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { compact } from '../../src/archive/compaction.ts';
import { exportTables } from '../../src/archive/export/export.ts';
import { importFile } from '../../src/archive/import/import.ts';
import { COLUMNS, memoryCloud, TABLE, type Event } from './cloud.ts';
import { contents } from './contents.ts';

const names = COLUMNS.map(({ name }) => name);
// Few different rows, so that files often have the same ones, and one file often has one twice.
const event: fc.Arbitrary<Event> = fc.record({
  Timestamp: fc.constantFrom(
    '2026-03-08T23:59:59.9999999Z',
    '2026-03-09T00:00:00.0000000Z',
    '2026-03-09T10:00:00.1234567Z',
  ),
  DeviceId: fc.constantFrom('a', 'b'),
  ReportId: fc.constantFrom(1, '9223372036854775807'),
  ConnectedNetworks: fc.constantFrom('', '[{"Name":"it\'s, \\"quoted\\""}]'),
});
const file = fc.record({
  events: fc.array(event, { maxLength: 6 }),
  shape: fc.constantFrom('lines', 'records', 'array', 'csv', 'lines.gz'),
});
const step = fc.oneof(
  { weight: 4, arbitrary: file },
  { weight: 1, arbitrary: fc.constant('compact' as const) },
  { weight: 1, arbitrary: fc.constant('export' as const) },
);

it(
  'holds of every row as many as the source with the most of it, in whatever order and shape files come',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 6 }),
        fc.array(event, { maxLength: 6 }),
        async (list, inCloud) => {
          const folder = scratch('archive');
          const cloud = memoryCloud('2026-03-10T10:00:00Z', { rows: 100, memory: 30 * 86_400_000 });
          for (const one of inCloud) cloud.events.push({ event: one, visible: 0 });
          const archive = openArchive(folder, { create: true });
          const most = new Map<string, number>();
          for (const [turn, one] of list.entries()) {
            const writer = await archive.writer();
            if (one === 'compact') for await (const _ of compact(writer));
            else if (one === 'export') {
              for await (const _ of exportTables(writer, {
                source: cloud,
                tables: [TABLE],
                limits: { rows: 100 },
              }));
              take(most, inCloud);
            } else {
              const path = write(folder, turn, one);
              const before = most.size === 0 ? 0 : sum(most);
              take(most, one.events);
              const done = await importFile(writer, { file: path, table: TABLE });
              expect(done).toMatchObject({ rows: one.events.length, added: sum(most) - before });
              expect(await importFile(writer, { file: path, table: TABLE })).toMatchObject({ added: 0 });
            }
            await writer.close();
          }
          expect(await contents(folder, TABLE, names)).toEqual(
            [...most].flatMap(([row, times]) => Array.from({ length: times }, () => row)).toSorted(),
          );
          archive.close();
        },
      ),
      { numRuns: process.env['CI'] === 'true' ? 60 : 25 },
    );
  },
);

function take(most: Map<string, number>, events: readonly Event[]): void {
  for (const [row, same] of Map.groupBy(events, expectedRow))
    most.set(row, Math.max(most.get(row) ?? 0, same.length));
}

function sum(most: ReadonlyMap<string, number>): number {
  return [...most.values()].reduce((total, times) => total + times, 0);
}

function expectedRow({ Timestamp, DeviceId, ReportId, ConnectedNetworks }: Event): string {
  const time = Timestamp.replace('T', ' ')
    .replace('Z', '')
    .replace(/\.?0+$/, '');
  return JSON.stringify([
    time.length === 16 ? `${time}:00` : time,
    DeviceId,
    String(ReportId),
    ConnectedNetworks,
  ]);
}

function write(
  folder: string,
  turn: number,
  { events, shape }: { events: readonly Event[]; shape: string },
): string {
  const path = join(folder, `${turn}.${shape === 'csv' ? 'csv' : 'json'}`);
  const records = events.map((properties) =>
    jsonOf({ time: '2026-03-10T00:00:00Z', tenantId: 'T', category: `AdvancedHunting-${TABLE}`, properties }),
  );
  const texts: Readonly<Record<string, () => string | Buffer>> = {
    lines: () => records.join('\n'),
    'lines.gz': () => gzipSync(records.join('\r\n')),
    records: () => `{"records":[${records.join(', ')}]}`,
    array: () => `[\n${events.map(jsonOf).join(',\n')}\n]\n`,
    csv: () =>
      [names, ...events.map((one) => names.map((name) => quoted(String(one[name]))))]
        .map((row) => row.join())
        .join('\r\n'),
  };
  writeFileSync(path, texts[shape]!());
  return path;
}

/** With a long past 2^53 as the number that the service writes. */
function jsonOf(value: unknown): string {
  return JSON.stringify(value).replace('"9223372036854775807"', '9223372036854775807');
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
