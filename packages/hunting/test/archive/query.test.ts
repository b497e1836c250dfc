import { defenderSchema, openEngine, type Column } from '@vedette/kql';
import { VedetteError } from '@vedette/sdk';
import { scratch } from '@vedette/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { exportTables, type TableExport } from '../../src/archive/export/export.ts';
import { cloudSource, type HuntIn } from '../../src/archive/export/source.ts';
import { statusOf } from '../../src/archive/status.ts';
import { mentionedTables } from '../../src/local/mentioned.ts';
import { contents } from './contents.ts';

const now = '2026-03-10T12:00:00Z';
const MOST = 60;

/** A hunting API of rows in memory, that runs the queries it is sent and gives so many rows at most. */
async function apiOver(
  tables: Readonly<Record<string, readonly Record<string, unknown>[]>>,
): Promise<{ hunt: HuntIn; asked: string[] }> {
  const asked: string[] = [];
  const engine = await openEngine({
    schema: defenderSchema,
    sources: new Map(Object.entries(tables).map(([name, rows]) => [name, { kind: 'rows', rows }])),
    now: () => new Date(now),
  });
  onTestFinished(() => engine.close());
  const hunt: HuntIn = async (query) => {
    asked.push(query);
    const { columns, rows } = await engine.rows(query);
    if (rows.length > MOST) throw new VedetteError('MDE_QUERY_LIMIT', 'Too many rows.');
    return { columns: columns as Column[], rows: [rows].values() as never };
  };
  return { hunt, asked };
}

async function exported(
  hunt: HuntIn,
  table: string,
): Promise<{ folder: string; done: TableExport | undefined }> {
  const folder = scratch('query');
  const archive = openArchive(folder, { create: true, now: () => Date.parse(now) });
  onTestFinished(() => archive.close());
  const writer = await archive.writer();
  let done: TableExport | undefined;
  for await (const one of exportTables(writer, {
    source: cloudSource(hunt),
    tables: [table],
    limits: { rows: MOST },
  }))
    done = one;
  expect(statusOf(archive.manifest)).toMatchObject([{ table, gaps: [] }]);
  await writer.close();
  return { folder, done };
}

it('asks in KQL for half-open spans, to the seventh digit', async () => {
  const rows = Array.from({ length: 200 }, (_, n) => ({
    Timestamp: `2026-03-09T10:00:00.000${String(n).padStart(4, '0')}Z`,
    DeviceId: `d${n % 3}`,
    ReportId: n,
    LogonId: n,
    LogonID: n + 1,
  }));
  // All within one millisecond: what no halving of time can cut is asked for in parts.
  const { hunt, asked } = await apiOver({ DeviceProcessEvents: rows });
  const { folder, done } = await exported(hunt, 'DeviceProcessEvents');
  expect(done).toMatchObject({ rows: 200, renewed: 0 });
  expect(await contents(folder, 'DeviceProcessEvents', ['ReportId', 'LogonId', 'LogonID_1'])).toEqual(
    rows
      .map(({ ReportId, LogonId, LogonID }) => JSON.stringify([ReportId, LogonId, LogonID].map(String)))
      .toSorted(),
  );
  expect(asked[0]).toBe('print Now = now()');
  expect(asked.some((query) => query.includes('hash(tostring(pack_all()), 8) == 7'))).toBe(true);
});

it('reads a large table without times in parts, each row in one of them', async () => {
  const rows = Array.from({ length: 300 }, (_, n) => ({
    DeviceId: `d${n}`,
    SoftwareName: 'x',
    SoftwareVersion: String(n % 7),
  }));
  const { hunt } = await apiOver({ DeviceTvmSoftwareInventory: rows });
  const { folder } = await exported(hunt, 'DeviceTvmSoftwareInventory');
  const found = await contents(folder, 'DeviceTvmSoftwareInventory', ['DeviceId']);
  expect(found).toHaveLength(300);
  expect(new Set(found).size).toBe(300);
});

it.each([
  ['DeviceEvents | join DeviceInfo on DeviceId', ['DeviceInfo', 'DeviceEvents']],
  ['let T = Incident; T | count', ['Incident']],
  ["['AlertInfo'] | take 1", ['AlertInfo']],
  ['print "nothing"', []],
])('opens what a query may read, and no more: %s', (query, tables) => {
  expect(mentionedTables(query).toSorted()).toEqual(tables.toSorted());
});

it.each([
  'search "x"',
  'find where FileName == "x"',
  'union Device* | count',
  'union withsource=T * | take 1',
])('opens all tables where a query may read any: %s', (query) => {
  expect(mentionedTables(query).length).toBe(defenderSchema.size + 1);
});
