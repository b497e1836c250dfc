import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { scratch } from '@vedette/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { importFile, type ImportedFile, type ImportOptions } from '../../src/archive/import/import.ts';
import { contents } from './contents.ts';

const row = { Timestamp: '2026-03-09T10:00:00Z', DeviceId: 'a', FileName: 'x.exe', FileSize: 5 };
const table = 'DeviceProcessEvents';

async function imported(
  text: string | Buffer,
  {
    name = 'rows.json',
    folder = scratch('import'),
    ...options
  }: Partial<ImportOptions> & { name?: string; folder?: string } = {},
): Promise<ImportedFile & { folder: string }> {
  const archive = openArchive(join(folder, 'archive'), { create: true });
  onTestFinished(() => archive.close());
  const writer = await archive.writer();
  const file = join(folder, name);
  writeFileSync(file, text);
  try {
    return { ...(await importFile(writer, { file, table, ...options })), folder: archive.folder };
  } finally {
    await writer.close();
  }
}

it('takes a saved answer of Graph, of the native APIs and of ours', async () => {
  const values = [row.Timestamp, row.DeviceId];
  const columns = [{ name: 'Timestamp' }, { name: 'DeviceId' }];
  for (const answer of [
    { schema: columns, results: [row] },
    { Stats: {}, Schema: [{ Name: 'Timestamp' }], Results: [row] },
    { columns, rows: [values] },
    row,
  ]) {
    expect(await imported(JSON.stringify(answer))).toMatchObject({ rows: 1, added: 1, tables: [table] });
  }
});

it('keeps what the schema does not know, and says so', async () => {
  const done = await imported(JSON.stringify({ ...row, MachineGroup: 'servers', Empty: null }));
  expect(done).toMatchObject({ added: 1, unknownColumns: ['Empty', 'MachineGroup'] });
  expect(await contents(done.folder, table, ['FileName', '_Other'])).toEqual([
    JSON.stringify(['x.exe', '{"MachineGroup":"servers"}']),
  ]);
});

it('takes a row for known although another source carries more columns of it', async () => {
  const folder = scratch('import');
  await imported(JSON.stringify({ ...row, AdditionalFields: '{}' }), { folder });
  expect(await imported(JSON.stringify(row), { folder })).toMatchObject({ added: 0, known: 1 });
  expect(await imported(JSON.stringify({ ...row, FileSize: 6 }), { folder })).toMatchObject({ added: 1 });
});

it('keeps times exactly, also those from before 1678', async () => {
  const done = await imported(
    JSON.stringify({
      ...row,
      Timestamp: '2026-03-09T10:00:00.1234567Z',
      ProcessCreationTime: '1601-01-01T00:00:00.0000001Z',
    }),
  );
  // 1601-01-01 is 504,911,232,000,000,000 steps of 100 ns after 0001-01-01, as .NET counts.
  expect(await contents(done.folder, table, ['Timestamp', 'ProcessCreationTime'])).toEqual([
    JSON.stringify(['2026-03-09 10:00:00.1234567', '504911232000000001']),
  ]);
});

it.each([
  [
    'a line cut off',
    `${JSON.stringify(row)}\n{"Timestamp":"2026-`,
    'line 2: the text ends in the middle of a value',
  ],
  ['a packed file cut off', gzipSync(JSON.stringify(row)).subarray(0, 40), 'ends too early'],
  ['what is no JSON', 'hello', 'line 1: "h" stands where a { should begin'],
  [
    'a value of another type',
    `\n${JSON.stringify({ ...row, FileSize: 'big' })}`,
    'line 2: DeviceProcessEvents.FileSize: "big" is no long.',
  ],
  ['a number too large', JSON.stringify(row).replace('5', '99999999999999999999'), 'is no long'],
  [
    'a time of the portal',
    JSON.stringify({ ...row, Timestamp: 'Mar 9, 2026 10:00:00 AM' }),
    'Times are ISO 8601',
  ],
  ['a row without time', JSON.stringify({ DeviceId: 'a' }), 'has no Timestamp'],
  [
    'an unknown category',
    JSON.stringify({ category: 'AdvancedHunting-NoSuch', properties: row }),
    'there is no table NoSuch',
  ],
  [
    'another category',
    JSON.stringify({ records: [{ category: 'SignInLogs', properties: row }] }),
    'is not AdvancedHunting-',
  ],
  ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'not text in UTF-8'],
])('imports nothing of a file with %s', async (_, text, reason) => {
  const folder = scratch('import');
  await expect(imported(text, { folder })).rejects.toMatchObject({
    code: 'MDE_INPUT',
    message: expect.stringContaining(reason) as string,
    advice: expect.stringContaining('Nothing of this file was imported') as string,
  });
  expect(await contents(join(folder, 'archive'), table, ['DeviceId'])).toEqual([]);
});

it('says in which line a CSV is wrong, and asks for the table', async () => {
  await expect(imported('Timestamp,DeviceId\n2026-03-09,a,b', { name: 'x.csv' })).rejects.toThrow(
    'line 2: this row has 3 values',
  );
  await expect(imported('Timestamp\n"2026', { name: 'x.csv' })).rejects.toThrow(
    'line 2: the text ends within quotes',
  );
  await expect(imported('Timestamp\n2026-03-09', { name: 'x.csv', table: undefined })).rejects.toThrow(
    '--table',
  );
  expect(
    await imported('\uFEFFTimestamp,DeviceId\r\n2026-03-09 10:00,"a ""b"""\r\n', { name: 'x.csv' }),
  ).toMatchObject({ added: 1 });
});

it('refuses rows of another tenant', async () => {
  const folder = scratch('import');
  const record = (tenantId: string): string =>
    JSON.stringify({ tenantId, category: `AdvancedHunting-${table}`, properties: row });
  await imported(record('one'), { folder });
  await expect(imported(record('two'), { folder })).rejects.toThrow(
    'of tenant two, and the archive is of one',
  );
  await expect(imported(record('two'), { tenant: 'three' })).rejects.toThrow('the archive is of three');
});

it('reads a message with ten megabytes in one value, and refuses one with ten thousand brackets', async () => {
  const long = 'x'.repeat(10 * 1024 * 1024);
  expect(await imported(JSON.stringify({ ...row, AdditionalFields: long }))).toMatchObject({ added: 1 });
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  await expect(imported(JSON.stringify(row).replace('"x.exe"', deep))).rejects.toThrow('nested too deep');
});
