import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCommand, profileAt, rows, run, surface, type Surface } from '../surface.ts';

let cloud: Cloud;
let at: Surface;
const examples = fileURLToPath(new URL('../../../../examples/hunts', import.meta.url));

beforeAll(async () => {
  cloud = await startCloud({ incidents: 12, seed: 'hunts', quotas: false });
  at = surface({ profile: profileAt(cloud), environment: { SIM_SECRET: cloud.info.clientSecret } });
  const folder = join(at.folder, 'hunts');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'alerted.yaml'),
    'query: "AlertInfo | project Timestamp, AlertId, Title"\nseverity: high\nschedule: { every: 1h }\nentities: { AlertId: alert }\nsuppress: { key: [AlertId] }',
  );
  writeFileSync(
    join(folder, 'open.yaml'),
    'query: "Incident | project IncidentId, Title"\nwhere: local\nschedule: { every: 1h }\nentities: { IncidentId: incident }\nsuppress: { key: [IncidentId] }',
  );
});
afterAll(async () => {
  await at.context.close();
  await cloud.stop();
});

it('runs hunts in the cloud and here, and keeps each finding once', { timeout: 60_000 }, async () => {
  await run(at.context, 'mirror.fetch');
  const alerts = await rows(at.context, 'hunt.run', 'AlertInfo | distinct AlertId');
  const first = await rows(at.context, 'hunt.watch', '--once');
  expect(first).toMatchObject([
    { hunt: 'alerted', reported: alerts.length, known: 0 },
    { hunt: 'open', rows: 12, reported: 12, known: 0 },
  ]);
  expect(await rows(at.context, 'hunt.watch', '--once')).toEqual([]);
  const found = await rows(at.context, 'finding.list', '--hunt', 'open');
  expect(found).toHaveLength(12);
  expect(found[0]).toMatchObject({
    severity: 'medium',
    count: 1,
    entities: [{ kind: 'incident', column: 'IncidentId' }],
  });
  const { outbox } = (await at.context.mirror()).findings;
  expect(outbox.pending(10_000)).toHaveLength(12 + alerts.length);
  expect(await rows(at.context, 'hunt.list')).toMatchObject([
    { name: 'alerted', where: 'cloud', schedule: 'every 1h', reported: alerts.length },
    { name: 'open', where: 'local', reported: 12, tests: 0 },
  ]);
});

it('says with its exit code that a hunt failed, after the others ran', async () => {
  const folder = join(at.folder, 'failing');
  mkdirSync(folder);
  writeFileSync(join(folder, 'a.yaml'), 'query: "NoSuchTable"\nschedule: { every: 1h }');
  writeFileSync(join(folder, 'b.yaml'), 'query: "print x = 1"\nschedule: { every: 1h }');
  await expect(rows(at.context, 'hunt.watch', '--once', '--dir', folder)).rejects.toMatchObject({
    code: 'MDE_QUERY',
  });
  expect(await rows(at.context, 'finding.list', '--hunt', 'b')).toHaveLength(1);
  expect((await rows(at.context, 'hunt.list', '--dir', folder))[0]?.['error']).toContain('NoSuchTable');
  await expect(rows(at.context, 'hunt.watch', '--once', '--only', 'none')).rejects.toThrow(
    'there is no hunt named none',
  );
});

it('goes on with the hunts as they were when a file of them has a slip, and takes a change without a restart', async () => {
  const folder = join(at.folder, 'changing');
  mkdirSync(folder);
  const file = join(folder, 'c.yaml');
  writeFileSync(file, 'query: "print x = 1"\nschedule: { every: 1m }');
  const stop = new AbortController();
  let clock = Date.now();
  const watched = surface({
    profile: at.context.profile,
    environment: { SIM_SECRET: cloud.info.clientSecret },
    signal: stop.signal,
    // Each look at the clock is a minute later, so that nothing is waited for.
    now: () => (clock += 60_000),
  });
  const seen: unknown[] = [];
  const command = await loadCommand('hunt.watch');
  const input = { dir: folder, once: false };
  for await (const { hunt, error } of command.run(watched.context, input) as AsyncIterable<
    Record<string, unknown>
  >) {
    seen.push(error ?? hunt);
    if (seen.length === 1) writeFileSync(file, 'query: "print x = 1"\nschedule: { every: often }');
    if (seen.length === 3)
      writeFileSync(file, 'name: renamed\nquery: "print x = 1"\nschedule: { every: 1m }');
    if (seen.includes('renamed')) stop.abort();
  }
  await watched.context.close();
  expect(seen.slice(0, 3)).toEqual(['c', 'c', 'c']);
  expect(seen.at(-1)).toBe('renamed');
  expect(watched.notes.filter((note) => note.includes('The hunts go on as they were'))).toHaveLength(1);
});

it('tests hunts without a profile, and fails with what is different', async () => {
  const alone = surface();
  const command = await loadCommand('hunt.test');
  const passed = await rows(alone.context, 'hunt.test', examples);
  expect(command.verdict?.(passed, { files: [examples] })).toBeUndefined();
  expect(passed.length).toBeGreaterThan(5);
  const file = join(at.folder, 'wrong.yaml');
  writeFileSync(
    file,
    'query: "DeviceEvents"\ntests:\n  - { tables: { DeviceEvents: [{ DeviceId: d }] }, expect: none }',
  );
  const failed = await rows(alone.context, 'hunt.test', file);
  expect(failed).toMatchObject([{ passed: false, differences: ['- no rows', '+ 1 row', '+ DeviceId: "d"'] }]);
  expect(command.verdict?.(failed, { files: [file] })).toMatchObject({
    code: 'MDE_TEST',
    facts: { passed: 0, failed: 1 },
  });
  expect(command.verdict?.([], { files: [file] })).toMatchObject({ code: 'MDE_INPUT' });
  await alone.context.close();
});
