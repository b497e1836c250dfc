import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scratch } from '@vedette/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { openArchive, type Archive } from '../../src/archive/archive.ts';
import { compact } from '../../src/archive/compaction.ts';
import { exportTables, type ExportOptions } from '../../src/archive/export/export.ts';
import type { ArchiveFile } from '../../src/archive/file.ts';
import { instantOf } from '../../src/archive/instant.ts';
import { firstDayKept, prunable, prune } from '../../src/archive/retention.ts';
import { statusOf } from '../../src/archive/status.ts';
import { dropDamaged, verify } from '../../src/archive/verify.ts';
import { COLUMNS, memoryCloud, TABLE, type MemoryCloud } from './cloud.ts';
import { contents } from './contents.ts';

const names = COLUMNS.map(({ name }) => name);
const DAY = 86_400_000;
const child = fileURLToPath(new URL('export-child.ts', import.meta.url));

function cloudWith(days: number, eachDay = 4): MemoryCloud {
  const cloud = memoryCloud('2026-03-10T00:00:00Z', { rows: 1000, memory: 30 * DAY });
  for (let n = 0; n < days * eachDay; n += 1) {
    const Timestamp = instantOf(cloud.at - (n + 1) * (DAY / eachDay));
    cloud.events.push({
      visible: 0,
      event: { Timestamp, DeviceId: 'a', ReportId: n, ConnectedNetworks: '' },
    });
  }
  return cloud;
}

function archiveAt(folder: string, cloud: MemoryCloud): Archive {
  const archive = openArchive(folder, { create: true, now: () => cloud.at });
  onTestFinished(() => archive.close());
  return archive;
}

async function exported(
  archive: Archive,
  source: MemoryCloud,
  more: Partial<ExportOptions> = {},
): Promise<string[]> {
  const notes: string[] = [];
  const writer = await archive.writer();
  try {
    for await (const _ of exportTables(writer, {
      source,
      tables: [TABLE],
      note: (text) => notes.push(text),
      ...more,
    }));
  } finally {
    await writer.close();
  }
  return notes;
}

it(
  'loses and doubles nothing when the process is killed, whenever that is',
  { timeout: 120_000 },
  async () => {
    const folder = scratch('kill');
    for (const delay of [500, 650, 800, 1000, 1300]) {
      const killed = spawn(process.execPath, ['--conditions=source', child, folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(killed.stdout, 'data');
      setTimeout(() => killed.kill('SIGKILL'), delay - 450);
      await once(killed, 'exit');
    }
    const cloud = cloudWith(29, 20);
    const archive = archiveAt(folder, cloud);
    await exported(archive, cloud);
    const rows = await contents(folder, TABLE, ['ReportId']);
    expect(rows.length).toBe(29 * 20);
    expect(new Set(rows).size).toBe(29 * 20);
    const counted = archive.manifest.names();
    const there = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.parquet'),
    );
    expect(there.filter((name) => !counted.has(name.replaceAll('\\', '/')))).toEqual([]);
  },
);

it.skipIf(process.platform === 'win32')(
  'says that there is no room, keeps what is complete, and goes on',
  async () => {
    const folder = scratch('full');
    // The system refuses every file past so many blocks of 1 KiB, as a full disk does.
    const full = spawn(
      'sh',
      ['-c', `ulimit -f 400; exec "$0" --conditions=source "$1" "$2" wide`, process.execPath, child, folder],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let said = '';
    full.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
    await once(full, 'close');
    expect(said).toContain('MDE_DISK_FULL');
    const cloud = cloudWith(29, 20);
    const archive = archiveAt(folder, cloud);
    for (const { name, rows } of archive.manifest.files())
      expect({ name, rows }).toMatchObject({ rows: expect.any(Number) as number });
    await exported(archive, cloud);
    expect(new Set(await contents(folder, TABLE, ['ReportId'])).size).toBe(29 * 20);
  },
);

it('names a damaged file, takes it out when asked, and reads that day again', async () => {
  const cloud = cloudWith(5);
  const folder = scratch('damage');
  const archive = archiveAt(folder, cloud);
  await exported(archive, cloud);
  const [one, two, three] = archive.manifest.files() as [ArchiveFile, ArchiveFile, ArchiveFile];
  const bytes = readFileSync(join(folder, one.name));
  bytes[Math.floor(bytes.length / 2)]! ^= 0xff;
  writeFileSync(join(folder, one.name), bytes);
  writeFileSync(join(folder, two.name), bytes.subarray(0, 50));
  rmSync(join(folder, three.name));
  const writer = await archive.writer();
  const bad: [string, string][] = [];
  for await (const { file, problem } of verify(writer)) {
    if (problem === undefined) continue;
    bad.push([file.name, problem.message]);
    expect(problem).toMatchObject({
      code: 'MDE_STORE',
      message: expect.stringContaining(file.name) as string,
    });
    await dropDamaged(writer, file);
  }
  await writer.close();
  expect(bad.map(([, message]) => /damaged: (.*)\./.exec(message)?.[1])).toEqual([
    'its content is not what was written',
    `it has 50 bytes instead of ${two.bytes}`,
    'it is not there',
  ]);
  await exported(archive, cloud);
  expect(await contents(folder, TABLE, ['ReportId'])).toHaveLength(20);
});

it('does not begin anew over files whose manifest is gone, and touches no file of others', async () => {
  const cloud = cloudWith(1);
  const folder = scratch('orphans');
  await exported(archiveAt(folder, cloud), cloud);
  const mine = join(folder, TABLE, 'mine.parquet');
  writeFileSync(mine, 'PAR1');
  await exported(archiveAt(folder, cloud), cloud);
  expect(readFileSync(mine, 'utf8')).toBe('PAR1');
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `archive.db${end}`), { force: true });
  expect(() => openArchive(folder, { create: true })).toThrow(
    expect.objectContaining({
      code: 'MDE_STORE',
      message: expect.stringContaining('but not archive.db') as string,
    }),
  );
});

it('removes files that were replaced when nobody can be reading them any more', async () => {
  const cloud = cloudWith(1);
  const folder = scratch('replaced');
  const archive = archiveAt(folder, cloud);
  const files = (): number =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet'))
      .length;
  await exported(archive, cloud, { again: true });
  const once = files();
  await exported(archive, cloud, { again: true });
  expect(files()).toBe(2 * once);
  cloud.at += 16 * 60_000;
  await (await archive.writer()).close();
  expect(files()).toBe(once);
  expect(await contents(folder, TABLE, names)).toHaveLength(4);
});

it('lets one process write', async () => {
  const cloud = cloudWith(1);
  const folder = scratch('lock');
  const writer = await archiveAt(folder, cloud).writer();
  onTestFinished(() => writer.close());
  await expect(archiveAt(folder, cloud).writer()).rejects.toMatchObject({ code: 'MDE_STORE_BUSY' });
});

it('goes by the clock of the cloud: one that is years ahead here makes no gap', async () => {
  const cloud = cloudWith(2);
  const folder = scratch('clock');
  const archive = openArchive(folder, { create: true, now: () => cloud.at + 3 * 365 * DAY });
  onTestFinished(() => archive.close());
  const notes = await exported(archive, cloud);
  expect(notes.join()).toContain(
    'The clock here says 2029-03-09T00:00:00Z, that of the cloud 2026-03-10T00:00:00Z',
  );
  cloud.events.push({
    visible: 0,
    event: { Timestamp: instantOf(cloud.at + 1000), DeviceId: 'new', ReportId: 1, ConnectedNetworks: '' },
  });
  cloud.at += DAY;
  await exported(archive, cloud);
  expect((await contents(folder, TABLE, names)).join()).toContain('"new"');
  // And nothing is thrown away on the word of such a clock.
  const { day, doubted } = firstDayKept(archive.manifest, 400 * DAY, cloud.at + 3 * 365 * DAY);
  expect(doubted).toBe(true);
  expect(prunable(archive.manifest, day)).toEqual([]);
});

it('keeps rows when the cloud suddenly gives fewer, unless it is told to take them', async () => {
  const cloud = cloudWith(1, 8);
  const folder = scratch('fewer');
  const archive = archiveAt(folder, cloud);
  await exported(archive, cloud, { overlap: 3 * DAY });
  cloud.events.splice(0, 5);
  const notes = await exported(archive, cloud, { overlap: 3 * DAY });
  // Where the spans meet depends on the clock; the rows that are left may lie in two of them.
  expect(notes.join()).toMatch(/gave \d rows from \S+ to \S+, where the archive has \d; these were kept/);
  expect(await contents(folder, TABLE, ['ReportId'])).toHaveLength(8);
  await exported(archive, cloud, { again: true });
  expect(await contents(folder, TABLE, ['ReportId'])).toHaveLength(3);
});

it('takes nothing for complete that the cloud has forgotten, and says so', async () => {
  const cloud = cloudWith(60);
  const folder = scratch('forgotten');
  const archive = archiveAt(folder, cloud);
  const notes = await exported(archive, cloud, { since: instantOf(cloud.at - 50 * DAY) });
  expect(notes.join()).toContain('has forgotten what was before 2026-02-08T00:10');
  expect(statusOf(archive.manifest)).toMatchObject([
    { completeFrom: expect.stringMatching(/^2026-02-08T00:10:0/) as string, gaps: [] },
  ]);
  // Ten days without an export more than the cloud remembers: a gap, and it shows.
  cloud.at += 40 * DAY;
  await exported(archive, cloud);
  expect(statusOf(archive.manifest)[0]?.gaps).toEqual([
    {
      from: expect.stringMatching(/^2026-03-10T00:00:0/) as string,
      until: expect.stringMatching(/^2026-03-20T00:10:0/) as string,
    },
  ]);
  expect(await contents(folder, TABLE, ['ReportId'])).toHaveLength(30 * 4 - 1);
});

it('makes one file of the many of a day, and prunes whole days with their files', async () => {
  const cloud = cloudWith(3, 24);
  const folder = scratch('compact');
  const archive = archiveAt(folder, cloud);
  for (const hours of [60, 50, 40, 30, 20, 10, 0]) {
    await exported(archive, cloud, { until: instantOf(cloud.at - hours * 3_600_000), overlap: 0 });
  }
  const before = await contents(folder, TABLE, names);
  expect(archive.manifest.files().length).toBeGreaterThan(6);
  const writer = await archive.writer();
  for await (const one of compact(writer)) expect(one).toMatchObject({ table: TABLE, left: 1 });
  expect(archive.manifest.files()).toHaveLength(3);
  expect(await contents(folder, TABLE, names)).toEqual(before);
  const { day, doubted } = firstDayKept(archive.manifest, DAY, cloud.at);
  expect([day, doubted]).toEqual(['2026-03-09', false]);
  expect(await prune(writer, day)).toMatchObject([
    { table: TABLE, from: '2026-03-07', through: '2026-03-08', files: 2, rows: 48 },
  ]);
  await writer.close();
  expect(await contents(folder, TABLE, names)).toHaveLength(24);
  expect(
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet')),
  ).toHaveLength(1);
  expect(statusOf(archive.manifest)).toMatchObject([
    { rows: 24, days: 1, completeFrom: '2026-03-09T00:00:00.0000000Z', gaps: [] },
  ]);
});
