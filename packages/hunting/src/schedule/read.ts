import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { VedetteError } from '@vedette/sdk';
import { readDuration } from './duration.ts';
import { cronProblem } from './due.ts';
import { huntFields, testFields, type CaseFields } from './fields.ts';
import type { Expectation, HuntCase, HuntWithCases, Schedule } from './hunt.ts';
import { fileProblem, readYaml } from './yaml-file.ts';

const TEST = /\.test\.ya?ml$/i;
const HUNT = /\.ya?ml$/i;
const SHORTEST = 60_000;

/**
 * The hunts in these files, and in the folders among them, in order of their names; with the tests in them and in
 * `NAME.test.yaml` beside them.
 * @throws VedetteError MDE_INPUT for a file that is no hunt, with the line, and for two hunts of one name
 */
export async function readHunts(paths: readonly string[]): Promise<HuntWithCases[]> {
  const files = new Set<string>();
  for (const path of paths) for (const file of await huntFiles(path)) files.add(file);
  const hunts = await Promise.all([...files].map(readHunt));
  const byName = new Map<string, string>();
  for (const { name, file } of hunts) {
    const other = byName.get(name);
    if (other !== undefined)
      throw fileProblem(file, 1, `a hunt named ${JSON.stringify(name)} is in ${other} as well`);
    byName.set(name, file);
  }
  return hunts.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function huntFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) {
    throw new VedetteError('MDE_INPUT', `There is no file or folder ${path}.`, {
      advice: 'Give a hunt as a YAML file, or a folder of them.',
      facts: { path },
    });
  }
  // The tests of a hunt stand for the hunt.
  if (!found.isDirectory()) return [TEST.test(path) ? await huntOf(path) : path];
  const names = await readdir(path, { recursive: true });
  return names
    .filter((name) => HUNT.test(name) && !TEST.test(name))
    .toSorted()
    .map((name) => join(path, name));
}

async function huntOf(testFile: string): Promise<string> {
  const stem = testFile.replace(TEST, '');
  for (const end of ['.yaml', '.yml']) if (await isFile(`${stem}${end}`)) return `${stem}${end}`;
  throw new VedetteError('MDE_INPUT', `Beside ${testFile} there is no hunt.`, {
    advice: `Its hunt belongs into ${stem}.yaml.`,
  });
}

async function readHunt(file: string): Promise<HuntWithCases> {
  const { value, lineOf } = await readYaml(file, huntFields);
  const { tests = [], schedule, suppress, query, name = basename(file).replace(HUNT, ''), ...rest } = value;
  return {
    ...rest,
    name,
    file,
    query,
    schedule: schedule && scheduleFrom(schedule, (reason) => fileProblem(file, lineOf(['schedule']), reason)),
    suppress: { key: suppress.key, for: suppress.for === undefined ? undefined : readDuration(suppress.for) },
    cases: [
      ...tests.map((one, at) => caseFrom(one, at, file, lineOf(['tests', at]))),
      ...(await casesBeside(file)),
    ],
  };
}

async function casesBeside(hunt: string): Promise<HuntCase[]> {
  const stem = hunt.replace(HUNT, '');
  for (const file of [`${stem}.test.yaml`, `${stem}.test.yml`]) {
    if (!(await isFile(file))) continue;
    const { value, lineOf } = await readYaml(file, testFields);
    return value.tests.map((one, at) => caseFrom(one, at, file, lineOf(['tests', at])));
  }
  return [];
}

function scheduleFrom(
  schedule: { every: string } | { cron: string; timezone?: string | undefined },
  problem: (reason: string) => VedetteError,
): Schedule {
  if ('cron' in schedule) {
    const { cron, timezone = 'UTC' } = schedule;
    const wrong = cronProblem(cron, timezone);
    if (wrong !== undefined) throw problem(`schedule: ${wrong}`);
    return { cron, timezone };
  }
  const every = readDuration(schedule.every) ?? 0;
  if (every < SHORTEST) throw problem('schedule.every: a hunt runs once a minute at the most');
  return { every };
}

function caseFrom(
  { name, now, tables, expect }: CaseFields,
  at: number,
  file: string,
  line: number,
): HuntCase {
  return { name: name ?? `test ${at + 1}`, now, tables, expect: expectationFrom(expect), file, line };
}

function expectationFrom(expect: CaseFields['expect']): Expectation {
  if (expect === 'none') return { kind: 'count', count: 0 };
  if (typeof expect === 'number') return { kind: 'count', count: expect };
  if (Array.isArray(expect)) return { kind: 'rows', rows: expect, ordered: false };
  if ('count' in expect) return { kind: 'count', count: expect.count };
  return { kind: 'rows', rows: expect.rows, ordered: expect.ordered ?? false };
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}
