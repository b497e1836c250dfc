import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { scratch } from '@vedette/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { ended, ensureBuilt, startVedette, vedette } from './binary.ts';

beforeAll(ensureBuilt, 60_000);

function query(text: string): string {
  const file = join(scratch('query'), 'query.kql');
  writeFileSync(file, text);
  return file;
}

async function piped(words: readonly string[], input: string): ReturnType<typeof vedette> {
  const child = startVedette(words, scratch('home'));
  child.stdin?.end(input);
  return ended(child);
}

describe('kql run', () => {
  it('gives a table to people', async () => {
    const file = query('datatable(Name:string, Size:long)["a", 1, "b", 22] | where Size > 1');
    const { stdout, stderr, code } = await vedette(['kql', 'run', file]);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Name +Size\nb +22\n$/);
    expect(code).toBe(0);
  });

  it('gives a program types, rows and time in one document', async () => {
    const file = query(
      'print a = 9007199254740993, b = datetime(2024-01-02 03:04:05.1234567), c = 1.5h, d = dynamic({"x": null})',
    );
    const { stdout } = await vedette(['kql', 'run', file, '--json']);
    expect(JSON.parse(stdout)).toEqual({
      ok: true,
      columns: [
        { name: 'a', type: 'long' },
        { name: 'b', type: 'datetime' },
        { name: 'c', type: 'timespan' },
        { name: 'd', type: 'dynamic' },
      ],
      rows: [['9007199254740993', '2024-01-02T03:04:05.1234567Z', '01:30:00', { x: null }]],
      diagnostics: [],
      ms: expect.any(Number) as number,
    });
  });

  it('says where a query is wrong, and what may have been meant', async () => {
    const { stdout, stderr, code } = await vedette([
      'kql',
      'run',
      query('DeviceInfo\n| where DeviceNam == "a"'),
    ]);
    expect(stdout).toBe('');
    expect(stderr).toContain('MDE_QUERY');
    expect(stderr).toMatch(/line 2, column 9/);
    expect(stderr).toContain('DeviceName');
    expect(code).not.toBe(0);
  });

  it('answers every line of a batch with a line, whatever the others are', async () => {
    const lines = [
      JSON.stringify({ id: 'sum', query: 'print 1 + 1' }),
      'no JSON',
      JSON.stringify({ id: 'wrong', query: 'NoSuchTable | take 1' }),
      '',
      JSON.stringify({ id: 7, query: 'print x = "last"' }),
    ];
    const { stdout, code } = await piped(['kql', 'run', '-', '--batch', '--json'], `${lines.join('\n')}\n`);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as { id: string; ok: boolean; rows: unknown[][]; diagnostics: { code: string }[] },
      );
    expect(answers.map(({ id, ok }) => [id, ok])).toEqual([
      ['sum', true],
      ['2', false],
      ['wrong', false],
      ['7', true],
    ]);
    expect(answers[0]?.rows).toEqual([[2]]);
    expect(answers[3]?.rows).toEqual([['last']]);
    expect(answers[2]?.diagnostics[0]).toMatchObject({ line: 1, column: 1 });
    expect(code).toBe(0);
  });

  it('runs over the simulated tables', async () => {
    const file = query('DeviceProcessEvents | where Timestamp > ago(1d) | summarize Rows = count()');
    const { stdout } = await vedette(['kql', 'run', file, '--simulated', '--json']);
    const [[count]] = (JSON.parse(stdout) as { rows: [[number]] }).rows;
    expect(count).toBeGreaterThan(0);
  });

  it('names the folder that is not there', async () => {
    const { stderr, code } = await vedette(['kql', 'run', query('print 1'), '--data', '/nowhere/at/all']);
    expect(stderr).toContain('/nowhere/at/all');
    expect(code).toBe(2);
  });
});

describe('kql explain', () => {
  it('shows the plan and the SQL of a query', async () => {
    const file = query('DeviceInfo | where DeviceName == "a" | project DeviceName');
    const { stdout } = await vedette(['kql', 'explain', file, '--json']);
    const { plan, sql } = JSON.parse(stdout) as { plan: string; sql: string };
    expect(plan).toContain('scan DeviceInfo where (DeviceName == "a")');
    expect(sql).toMatch(/^SELECT /);
  });
});

describe('the engine', () => {
  it('is loaded by no command that does not need it', async () => {
    const home = scratch('home');
    const hook = join(home, 'hook.mjs');
    writeFileSync(
      hook,
      `import { registerHooks } from 'node:module';
registerHooks({
  resolve(name, context, next) {
    if (/duckdb|kusto/.test(name)) process.stderr.write('LOADED ' + name + '\\n');
    return next(name, context);
  },
});`,
    );
    const env = { NODE_OPTIONS: `--import=${pathToFileURL(hook).href}` };
    const loaded = async (...words: string[]): Promise<boolean> =>
      (await vedette(words, home, { env })).stderr.includes('LOADED');
    expect(await loaded('kql', 'run', query('print 1'))).toBe(true);
    for (const words of [
      ['--version'],
      ['--help'],
      ['hunt', '--help'],
      ['profile', 'list'],
      ['hunt', 'schema'],
    ])
      expect([words, await loaded(...words)]).toEqual([words, false]);
  });
});
