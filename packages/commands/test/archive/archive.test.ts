import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch, startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig, withTenant } from '../../src/profile/read.ts';
import { archiveFolder } from '../../src/archive/folder.ts';
import { loadCommand, profileAt, rows, surface, type Surface } from '../surface.ts';

let cloud: Cloud;
let at: Surface;

beforeAll(async () => {
  cloud = await startCloud({ incidents: 12, seed: 'archive', quotas: false });
  at = surface({ profile: profileAt(cloud), environment: { SIM_SECRET: cloud.info.clientSecret } });
});
afterAll(async () => {
  await at.context.close();
  await cloud.stop();
});

const tables = 'AlertInfo,DeviceLogonEvents';
// Before the present, so that what the simulator goes on making does not come between two answers.
const QUERY =
  'DeviceLogonEvents | where Timestamp < ago(1h) and Timestamp > ago(29d) | summarize Rows = count(), First = min(Timestamp) by ActionType | sort by ActionType asc';

it(
  'exports through the hunting API, asks only for what is left, and hunts here as in the cloud',
  { timeout: 120_000 },
  async () => {
    const first = await rows(at.context, 'archive.export', '--table', tables);
    expect(first.map(({ table }) => table)).toEqual(['AlertInfo', 'DeviceLogonEvents']);
    expect(first.every(({ rows: read }) => Number(read) > 0)).toBe(true);
    const [again] = await rows(at.context, 'archive.export', '--table', tables);
    expect(Number(again?.['calls'])).toBeLessThan(Number(first[0]?.['calls']));
    const inCloud = await rows(at.context, 'hunt.run', QUERY);
    expect(inCloud.length).toBeGreaterThan(0);
    // The clock of the simulator is not ours.
    expect(await rows(at.context, 'hunt.run', '--local', QUERY)).toEqual(inCloud);
    const status = await rows(at.context, 'archive.status');
    expect(status).toMatchObject([
      { table: 'AlertInfo', gaps: [] },
      { table: 'DeviceLogonEvents', gaps: [] },
    ]);
    expect(status.every(({ bytes, days }) => Number(bytes) > 0 && Number(days) > 0)).toBe(true);
  },
);

it('exports a table without times as it is today, once a day', async () => {
  const table = 'DeviceTvmSoftwareInventory';
  expect(await rows(at.context, 'archive.export', '--table', table)).toMatchObject([{ table, calls: 1 }]);
  expect(await rows(at.context, 'archive.export', '--table', table)).toMatchObject([
    { table, calls: 0, rows: 0 },
  ]);
});

it('imports a saved answer of its own that adds nothing to what was exported', async () => {
  const saved = await rows(at.context, 'hunt.run', 'DeviceLogonEvents | where Timestamp < ago(1d) | take 50');
  const file = join(scratch('saved'), 'saved.ndjson');
  writeFileSync(file, saved.map((row) => JSON.stringify(row)).join('\n'));
  expect(await rows(at.context, 'archive.import', file, '--table', 'devicelogonevents')).toMatchObject([
    { rows: saved.length, added: 0, known: saved.length, tables: ['DeviceLogonEvents'] },
  ]);
  const stranger = JSON.stringify({
    tenantId: 'other',
    category: 'AdvancedHunting-AlertInfo',
    properties: { Timestamp: '2026-01-01' },
  });
  writeFileSync(file, stranger);
  await expect(rows(at.context, 'archive.import', file)).rejects.toThrow('of tenant other');
});

it('compacts, verifies and prunes', async () => {
  await rows(at.context, 'archive.compact');
  const command = await loadCommand('archive.verify');
  const sound = await rows(at.context, 'archive.verify');
  expect([sound, command.verdict?.(sound, { drop: false })]).toEqual([[], undefined]);
  const folder = archiveFolder(at.context.profile);
  const [file = ''] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.parquet'),
  );
  writeFileSync(join(folder, file), 'PAR1');
  const damaged = await rows(at.context, 'archive.verify');
  expect(damaged).toMatchObject([{ file: file.replaceAll('\\', '/'), dropped: false }]);
  expect(command.verdict?.(damaged, { drop: false })).toMatchObject({
    code: 'MDE_STORE',
    facts: { damaged: 1 },
  });
  const table = String(damaged[0]?.['table']);
  await expect(rows(at.context, 'hunt.run', '--local', `${table} | count`)).rejects.toThrow('is damaged');
  expect(await rows(at.context, 'hunt.run', '--local', '--skip-damaged', `${table} | count`)).toHaveLength(1);
  expect(at.notes.join()).toContain('It was left out');
  const dropped = await rows(at.context, 'archive.verify', '--drop');
  expect(command.verdict?.(dropped, { drop: true })).toBeUndefined();
  const dry = surface({ profile: at.context.profile, dryRun: true });
  const plan = await rows(dry.context, 'archive.prune', '--keep', '10d');
  await dry.context.close();
  expect(plan.every((row) => row['dryRun'] === true && row['changed'] === 'nothing')).toBe(true);
  expect(
    (await rows(at.context, 'archive.prune', '--keep', '10d')).map(({ table: name, rows: gone }) => [
      name,
      gone,
    ]),
  ).toEqual(plan.map(({ table: name, rows: gone }) => [name, gone]));
  expect(await rows(at.context, 'archive.prune', '--keep', '10d')).toEqual([]);
});

it('names the table that was meant, and keeps tenants apart', async () => {
  await expect(rows(at.context, 'archive.export', '--table', 'DeviceLogonEvent')).rejects.toThrow(
    'did you mean DeviceLogonEvents?',
  );
  const { profile } = at.context;
  const moved = withTenant({ ...profile, archive: '/somewhere' }, 'other', { environment: {} });
  expect(archiveFolder(moved)).not.toBe('/somewhere');
  expect(archiveFolder(moved)).not.toBe(archiveFolder(profile));
});

it('reads from vedette.yaml where the archive lies, relative to that file', async () => {
  const folder = scratch('profile');
  const file = join(folder, 'vedette.yaml');
  const auth = '{ flow: client-secret, clientId: c, secret: { env: S } }';
  writeFileSync(
    file,
    `profiles:\n  a: { tenant: t1, archive: data/kept, auth: ${auth} }\n  b: { tenant: t2, auth: ${auth} }\n`,
  );
  const { profiles } = await readConfig({ file, environment: { VEDETTE_HOME: folder } });
  expect(archiveFolder(profiles.get('a')!)).toBe(join(folder, 'data', 'kept'));
  expect(archiveFolder(profiles.get('b')!)).toMatch(/mirror.b-[0-9a-f]{8}\.archive$/);
});

it('says what to do where there is nothing to hunt in', async () => {
  const empty = surface({ profile: profileAt(cloud) });
  await expect(rows(empty.context, 'hunt.run', '--local', 'AlertInfo')).rejects.toMatchObject({
    code: 'MDE_STORE',
    advice: 'Run: vedette archive export, or vedette mirror fetch',
  });
  await expect(rows(empty.context, 'archive.status')).rejects.toMatchObject({ code: 'MDE_STORE' });
  await empty.context.close();
});
