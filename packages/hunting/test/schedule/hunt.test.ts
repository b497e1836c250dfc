import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMirror, type Mirror } from '@vedette/mirror';
import { VedetteError } from '@vedette/sdk';
import { scratch } from '@vedette/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { readHunts } from '../../src/schedule/read.ts';
import { nextOf, runDue, type HuntOn, type HuntReport } from '../../src/schedule/run.ts';
import { testHunt, type CaseResult } from '../../src/schedule/test.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = scratch('hunts');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const query =
  'query: "DeviceProcessEvents | where FileName == \'x.exe\' | project Timestamp, DeviceId, FileName"';

it('reads a hunt with all its fields, and one that has only a query', async () => {
  const folder = folderWith({
    'a.yaml': `name: Everything\nseverity: high\nwhere: local\nschedule: { cron: "0 6 * * *", timezone: Europe/Berlin }\n${query}\nentities: { DeviceId: device }\nsuppress: { key: [DeviceId], for: 1d }`,
    'deeper/b.yml': query,
    'deeper/b.test.yml': 'tests: [{ tables: {}, expect: none }]',
    'notes.txt': 'no hunt',
  });
  const [all, least] = await readHunts([folder]);
  expect(all).toMatchObject({
    name: 'Everything',
    severity: 'high',
    where: 'local',
    schedule: { cron: '0 6 * * *', timezone: 'Europe/Berlin' },
    entities: { DeviceId: 'device' },
    suppress: { key: ['DeviceId'], for: 86_400_000 },
  });
  expect(least).toMatchObject({
    name: 'b',
    severity: 'medium',
    where: 'cloud',
    schedule: undefined,
    cases: [{ line: 1 }],
  });
  expect(await readHunts([join(folder, 'deeper/b.test.yml')])).toMatchObject([{ name: 'b' }]);
});

it.each([
  ['name: x', 1, 'query'],
  [`${query}\nseverity: urgent`, 2, 'severity'],
  [`${query}\ntypo: 1`, 1, 'there is no field typo here'],
  [`${query}\nschedule: { every: 5s }`, 2, 'once a minute at the most'],
  [`${query}\nschedule: { cron: "99 * * * *" }`, 2, 'schedule'],
  [`${query}\ntests:\n  - tables: {}\n    expect: maybe`, 4, 'must be none, a number of rows'],
  [`query: [`, 1, ''],
])('says in which line a hunt is wrong: %s', async (text, line, reason) => {
  const file = join(folderWith({ 'bad.yaml': text }), 'bad.yaml');
  await expect(readHunts([file])).rejects.toMatchObject({
    code: 'MDE_INPUT',
    facts: { line },
    message: expect.stringContaining(reason) as string,
  });
});

it('refuses two hunts of one name, and a path that is not there', async () => {
  const folder = folderWith({ 'a.yaml': `name: same\n${query}`, 'b.yaml': `name: same\n${query}` });
  await expect(readHunts([folder])).rejects.toThrow('a hunt named "same" is in');
  await expect(readHunts([join(folder, 'none')])).rejects.toThrow('There is no file or folder');
});

async function tested(text: string): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const hunt of await readHunts([folderWith({ 'h.yaml': text })])) {
    for await (const result of testHunt(hunt)) results.push(result);
  }
  return results;
}

const sample = `{ Timestamp: 2026-03-10T00:00:00Z, DeviceId: d1, FileName: x.exe }, { Timestamp: 2026-03-10T00:00:01.1234567Z, DeviceId: d2, FileName: y.exe }`;

function oneTest(expectation: string, more = ''): string {
  return `${query}\n${more}tests:\n  - name: it\n    tables: { DeviceProcessEvents: [${sample}] }\n    expect: ${expectation}`;
}

it.each([
  ['1'],
  ['{ count: 1 }'],
  ['[{ DeviceId: d1 }]'],
  ['[{ Timestamp: "2026-03-10 00:00", FileName: x.exe }]'],
  ['{ rows: [{ DeviceId: d1 }], ordered: true }'],
])('passes where the hunt finds what is expected: %s', async (expectation) => {
  expect(await tested(oneTest(expectation))).toMatchObject([{ test: 'it', passed: true, differences: [] }]);
});

it.each([
  ['none', ['- no rows', '+ 1 row', /^\+ Timestamp: .*DeviceId: "d1"/]],
  ['[{ DeviceId: d2 }]', ['- DeviceId: "d2"', /^\+ .*DeviceId: "d1"/]],
  ['[{ DeviceId: d1 }, { DeviceId: d1 }]', ['- DeviceId: "d1"']],
  ['[{ Devise: d1 }]', ['- column Devise', '+ columns Timestamp, DeviceId, FileName']],
  ['{ rows: [{ DeviceId: d1 }, { DeviceId: d2 }], ordered: true }', ['- DeviceId: "d2"']],
])('fails with what is missing and what is too much: %s', async (expectation, lines) => {
  const [result] = await tested(oneTest(expectation));
  expect(result?.passed).toBe(false);
  expect(result?.differences).toEqual(
    lines.map((line) => (typeof line === 'string' ? line : (expect.stringMatching(line) as string))),
  );
});

it('fails on a slip of the pen in sample rows, query or columns, instead of passing because nothing is found', async () => {
  const slip = await tested(oneTest('none').replaceAll('FileName: x.exe', 'FileNane: x.exe'));
  expect(slip[0]?.differences).toEqual(['! DeviceProcessEvents, row 1: there is no column FileNane']);
  const type = await tested(oneTest('1').replaceAll('FileName: x.exe', 'FileName: x.exe, FileSize: big'));
  expect(type[0]?.differences).toEqual(['! DeviceProcessEvents, row 1, FileSize: "big" is no long']);
  const broken = await tested(oneTest('none').replace('where FileName', 'where FileNane'));
  expect(broken[0]?.differences[0]).toMatch(/^! query, line 1, column \d+: .*FileNane/);
  const entity = await tested(oneTest('1', 'entities: { AccountUpn: user }\n'));
  expect(entity[0]?.differences[0]).toContain('names the column AccountUpn, which its query does not give');
});

it('runs ago() back from just after the newest sample row, or from the time that is given', async () => {
  const text = oneTest('1').replace('| where', '| where Timestamp > ago(1h) and');
  expect(await tested(text)).toMatchObject([{ passed: true }]);
  expect(await tested(text.replace('name: it', 'now: 2026-03-10T02:00:00Z'))).toMatchObject([
    { passed: false },
  ]);
});

async function mirror(): Promise<Mirror> {
  const opened = await openMirror(join(scratch('mirror'), 'mirror.db'), { create: true });
  onTestFinished(() => opened.close());
  return opened;
}

it('runs what is due once, reports each key once, and lets a hunt that fails not stop the others', async () => {
  const { findings } = await mirror();
  const hunts = await readHunts([
    folderWith({
      'devices.yaml': `${query}\nseverity: high\nschedule: { every: 1h }\nentities: { DeviceId: device }\nsuppress: { key: [DeviceId] }`,
      'broken.yaml': `${query}\nschedule: { every: 1h }`,
      'wrong-columns.yaml': `${query}\nschedule: { every: 1h }\nsuppress: { key: [AccountUpn] }`,
      'unscheduled.yaml': query,
    }),
  ]);
  let now = Date.parse('2026-03-10T10:30:00Z');
  let devices = ['d1', 'd2', 'd1'];
  const on: HuntOn = async ({ name }) => {
    if (name === 'broken') throw new VedetteError('MDE_QUOTA', 'The quota is used up.');
    const columns = [{ name: 'DeviceId', type: 'string' }] as const;
    return {
      columns,
      batches: (async function* rows() {
        yield devices.map((one) => [one]);
      })(),
    };
  };
  const run = async (): Promise<HuntReport[]> => {
    const reports: HuntReport[] = [];
    for await (const one of runDue(hunts, {
      on,
      findings,
      now: () => now,
      signal: new AbortController().signal,
    }))
      reports.push(one);
    return reports;
  };
  expect(await run()).toMatchObject([
    { hunt: 'broken', code: 'MDE_QUOTA', error: 'The quota is used up.' },
    { hunt: 'devices', due: '2026-03-10T10:00:00.000Z', rows: 3, reported: 2, known: 0 },
    { hunt: 'wrong-columns', code: 'MDE_INPUT' },
  ]);
  expect(await run()).toEqual([]);
  expect(new Date(nextOf(hunts, now)!).toISOString()).toBe('2026-03-10T11:00:00.000Z');
  now += 5 * 3_600_000;
  devices = ['d1', 'd3'];
  expect((await run())[1]).toMatchObject({ due: '2026-03-10T15:00:00.000Z', reported: 1, known: 1 });
  expect(findings.outbox.pending(10).map(({ finding }) => finding.entities[0])).toEqual(
    ['d1', 'd2', 'd3'].map((value) => ({ kind: 'device', column: 'DeviceId', value })),
  );
});
