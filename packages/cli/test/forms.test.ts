import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from './binary.ts';
import { startTenant } from './tenant.ts';
import type { Tenant } from './tenant.ts';

let tenant: Tenant;

beforeAll(async () => {
  await ensureBuilt();
  tenant = await startTenant({ incidents: 30, seed: 'forms' });
}, 60_000);
afterAll(() => tenant[Symbol.asyncDispose]());

type Incident = Record<string, unknown> & { id: string };

const list = ['incident', 'list', '--limit', '7'];

async function incidents(...more: string[]): Promise<Incident[]> {
  const { stdout, code, stderr } = await tenant.run([...list, '--json', ...more]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Incident[];
}

describe('a list', () => {
  it('is a table for people, one line a row', async () => {
    const { stdout, stderr, code } = await tenant.run(list);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(8);
    expect(lines[0]).toMatch(/^ID +SEVERITY +STATUS +NAME/);
    for (const [at, { id }] of (await incidents()).entries())
      expect(lines[at + 1]).toMatch(new RegExp(`^${id} `));
  });

  it('fits the width that was asked for', async () => {
    const { stdout } = await tenant.run(list, { env: { VEDETTE_COLUMNS: '72' } });
    for (const line of stdout.trimEnd().split('\n')) expect(line.length).toBeLessThanOrEqual(72);
  });

  it('is the same records as one array, one a line, and comma-separated', async () => {
    const whole = await incidents();
    const { stdout: lines } = await tenant.run([...list, '--ndjson']);
    expect(
      lines
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Incident),
    ).toEqual(whole);
    const { stdout: csv } = await tenant.run([...list, '--csv']);
    expect(csv).toMatch(/^ID,Severity,Status,Name,Assigned to,Updated\r\n/);
    for (const { id, lastUpdateDateTime } of whole) {
      expect(csv).toContain(`\r\n${id},`);
      // Exact, as the service gave it: neither local nor shortened.
      expect(csv).toContain(String(lastUpdateDateTime));
    }
  });

  it('is Cortex XSOAR context when asked for', async () => {
    const whole = await incidents();
    const { stdout } = await tenant.run([...list, '--context']);
    expect(JSON.parse(stdout)).toEqual({ 'MsGraph.Incident(val.id && val.id == obj.id)': whole });
  });

  it('says on standard error that there is nothing, and still gives an empty array', async () => {
    const nobody = ['incident', 'list', '--assigned-to', 'nobody@example.org'];
    const people = await tenant.run(nobody);
    expect(people).toMatchObject({ code: 0, stdout: '' });
    expect(people.stderr).toContain('Nothing found');
    expect(await tenant.run([...nobody, '--json'])).toEqual({
      code: 0,
      stdout: '[]\n',
      stderr: '',
    });
  });

  it('shows times in the zone of the reader, or in UTC', async () => {
    const [first] = await incidents();
    const utc = new Date(String(first?.['lastUpdateDateTime'])).toISOString().slice(0, 19).replace('T', ' ');
    expect((await tenant.run([...list, '--utc'])).stdout).toContain(`${utc}Z`);
    const local = (await tenant.run(list, { env: { TZ: 'Asia/Kolkata' } })).stdout;
    expect(local).not.toContain(utc);
    const shifted = new Date(Date.parse(`${utc.replace(' ', 'T')}Z`) + 5.5 * 3_600_000).toISOString();
    expect(local).toContain(shifted.slice(0, 19).replace('T', ' '));
  });

  it('tells each request with its id and time when it is verbose, and no token', async () => {
    const { stderr } = await tenant.run([...list, '--verbose']);
    expect(stderr).toMatch(
      /> GET graph \/v1\.0\/security\/incidents → 200 in \d+ ms · request-id [\w-]{8,}, client-request-id [\w-]{36}/,
    );
    expect(stderr).not.toMatch(/Bearer|eyJ/);
    const machine = await tenant.run([...list, '--verbose', '--json']);
    expect(() => JSON.parse(machine.stdout) as unknown).not.toThrow();
    expect(JSON.parse(machine.stderr)).toMatchObject({ request: { method: 'GET', status: 200 } });
  });
});

describe('--query', () => {
  it.each([
    ['[].id', (all: Incident[]) => `${all.map(({ id }) => id).join('\n')}\n`],
    ['[0].id', (all: Incident[]) => `${all[0]?.id}\n`],
    ['length(@)', (all: Incident[]) => `${all.length}\n`],
    [
      '[].[id, severity]',
      (all: Incident[]) => `${all.map(({ id, severity }) => `${id}\t${String(severity)}`).join('\n')}\n`,
    ],
  ])('%s gives plain values to a shell', async (query, expected) => {
    expect((await tenant.run([...list, '--query', query])).stdout).toBe(expected(await incidents()));
  });

  it('gives a table of the fields that were chosen', async () => {
    const { stdout } = await tenant.run([...list, '--query', '[].{number: id, how: severity}']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^NUMBER +HOW$/);
    expect(lines).toHaveLength(8);
  });

  it('works on each form for machines', async () => {
    const [first] = await incidents();
    expect(await incidents('--query', '[0].{id: id}')).toEqual({ id: first?.id });
    const { stdout: lines } = await tenant.run([...list, '--ndjson', '--query', '[].{id: id}']);
    expect(lines.split('\n')[0]).toBe(`{"id":"${first?.id}"}`);
    const { stdout: csv } = await tenant.run([...list, '--csv', '--query', '[].{n: id}']);
    expect(csv.split('\r\n').slice(0, 2)).toEqual(['N', first?.id]);
  });
});

describe('one record', () => {
  it('shows its fields and its alerts', async () => {
    const [first] = await incidents();
    const { stdout, code } = await tenant.run(['incident', 'get', first?.id ?? '']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^ID +${first?.id}\n`));
    expect(stdout).toMatch(/\nAlerts \(\d+\)\n {2}ID +SEVERITY +STATUS +TITLE/);
    const { stdout: json } = await tenant.run(['incident', 'get', first?.id ?? '', '--json']);
    expect(JSON.parse(json)).toMatchObject({ id: first?.id });
  });

  it('that does not exist ends with 5 and says what to do', async () => {
    const { code, stderr, stdout } = await tenant.run(['incident', 'get', '999999999']);
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
    expect(stderr).toMatch(
      /^Error {2}.*999999999[\s\S]*\nTo do {2}.+\n {7}.*MDE_NOT_FOUND · HTTP 404 · .*request id /,
    );
  });
});

describe('a change', () => {
  it('is made, and a dry run sends nothing that changes anything', async () => {
    const [first] = await incidents();
    const id = first?.id ?? '';
    const mutating = async (): Promise<number> => {
      const { entries } = await tenant.cloud.admin<{ entries: { method: string; service: string }[] }>(
        'GET',
        '/_sim/journal',
      );
      return entries.filter(({ method, service }) => method !== 'GET' && service !== 'login').length;
    };
    const change = ['incident', 'update', id, '--add-tags', 'dry', '--comment', 'no'];
    const before = await mutating();
    const plan = await tenant.run([...change, '--dry-run']);
    expect(plan.code).toBe(0);
    expect(plan.stdout).toMatch(/PATCH/);
    const { stdout: json } = await tenant.run([...change, '--dry-run', '--json']);
    expect(JSON.parse(json)).toMatchObject({ dryRun: true, changed: 'nothing' });
    expect(await mutating()).toBe(before);
    expect((await tenant.run(change)).code).toBe(0);
    expect(await mutating()).toBe(before + 2);
  });
});

describe('vedette run', () => {
  const line = '!msg-list-security-incident limit=3';

  it('prints what the war room would show, or one JSON object', async () => {
    const { stdout, code } = await tenant.run(['run', line]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^### Incidents:?\n[\s\S]*\|/);
    const entry = JSON.parse((await tenant.run(['run', line, '--json'])).stdout) as Record<string, unknown>;
    expect(Object.keys(entry).toSorted()).toEqual(['outputs', 'raw', 'readable']);
    expect(Object.keys(entry['outputs'] as object)).toEqual(['MsGraph.Incident(val.id && val.id == obj.id)']);
  });

  it('takes the words as the shell split them, too', async () => {
    const words = [
      'run',
      '!msg-list-security-incident',
      'limit=2',
      'odata=severity ne \'a "b" c\'',
      '--json',
    ];
    const { code, stdout, stderr } = await tenant.run(words);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty('outputs');
  });

  it.each([
    [['run'], /Which XSOAR command/],
    [['run', '!msg-list-security-incidnt'], /msg-list-security-incident/],
    [['run', '!msg-list-security-incident limit=many'], /limit/],
  ])('refuses %j with a sentence', async (words, sentence) => {
    const { code, stderr } = await tenant.run(words);
    expect(stderr).toMatch(sentence);
    expect(code).toBe(2);
  });
});
