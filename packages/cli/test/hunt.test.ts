import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chartLines } from '../src/render/chart/chart.ts';
import { paintWith } from '../src/paint.ts';
import { ended, ensureBuilt } from './binary.ts';
import { startTenant, type Tenant } from './tenant.ts';

const COUNT = 'AlertInfo | where Timestamp > ago(30d) | summarize Alerts = count() by Severity';

let tenant: Tenant;
beforeAll(async () => {
  await ensureBuilt();
  tenant = await startTenant({ incidents: 40, seed: 'hunts' });
}, 120_000);
afterAll(() => tenant[Symbol.asyncDispose]());

const hunt = (...words: string[]): ReturnType<Tenant['run']> =>
  tenant.run(['hunt', 'run', ...words, '--config', tenant.config]);

describe('hunt run at the terminal', () => {
  it('writes the same rows in every form', async () => {
    const query = `${COUNT} | order by Severity asc`;
    const json = await hunt(query, '--json');
    expect(json.stderr).toBe('');
    const rows = JSON.parse(json.stdout) as { Severity: string; Alerts: number }[];
    expect(rows.length).toBeGreaterThan(1);
    expect(Object.keys(rows[0] ?? {})).toEqual(['Severity', 'Alerts']);
    const lines = (await hunt(query, '--ndjson')).stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(rows);
    const csv = (await hunt(query, '--csv')).stdout.trimEnd().split('\r\n');
    expect(csv).toEqual(['Severity,Alerts', ...rows.map((row) => `${row.Severity},${row.Alerts}`)]);
    const table = (await hunt(query)).stdout.trimEnd().split('\n');
    expect(table[0]).toMatch(/^Severity\s+Alerts$/);
    expect(table).toHaveLength(rows.length + 1);
    expect(JSON.parse((await hunt(query, '--json', '--query', '[].Severity')).stdout)).toEqual(
      rows.map(({ Severity }) => Severity),
    );
  });

  it('gives the same by every route', async () => {
    const query = 'DeviceInfo | where Timestamp > ago(30d) | order by DeviceId asc, Timestamp asc | take 20';
    const [graph, xdr, endpoint] = await Promise.all(
      ['graph', 'xdr', 'endpoint'].map((route) => hunt(query, '--route', route, '--ndjson')),
    );
    expect(graph?.stdout.split('\n').length).toBeGreaterThan(5);
    expect(xdr?.stdout).toBe(graph?.stdout);
    expect(endpoint?.stdout).toBe(graph?.stdout);
    expect(xdr?.stderr).toContain('2027-02-01');
    expect(graph?.stderr).toBe('');
  });

  it('knows a command by the name of what every program has: process', async () => {
    const { stdout, stderr, code } = await tenant.run(['hunt', 'process', '--help']);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toContain('powershell-execution-unsigned-files');
  });

  it('heads a table with the names of the query', async () => {
    const { stdout } = await hunt('print DeviceName = 1, deviceName = 2');
    expect(stdout).toBe('DeviceName  deviceName\n         1           2\n');
  });

  it('reads the query from standard input', async () => {
    const child = tenant.start(['hunt', 'run', '-', '--json', '--config', tenant.config]);
    child.stdin?.end('AlertInfo | count');
    expect(JSON.parse((await ended(child)).stdout)).toEqual([{ Count: expect.any(Number) as number }]);
  });

  it('says what is wrong with a query in the words of Defender, and ends with 2', async () => {
    const { code, stdout, stderr } = await hunt('AlertInfo | project NoSuchColumn');
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('NoSuchColumn');
    expect(stderr).toContain('MDE_QUERY');
  });

  it('writes a Parquet file, and draws what render asks for', async () => {
    const output = join(tenant.home, 'found.parquet');
    const { code, stdout } = await hunt(COUNT, '--output', output, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ file: output });
    expect(existsSync(output)).toBe(true);
    expect(readFileSync(output).subarray(0, 4).toString()).toBe('PAR1');
    const drawn = await hunt(`${COUNT} | render piechart with (title="Alerts")`);
    expect(drawn.stdout).toMatch(/^Alerts\n\n/);
    expect(drawn.stdout).toMatch(/█.*%/);
    const file = join(tenant.home, 'chart.kql');
    writeFileSync(file, `${COUNT}\n| render piechart // for the report\n`);
    const spec = JSON.parse((await hunt('--file', file, '--chart', 'spec', '--json')).stdout) as object;
    expect(spec).toMatchObject({ chart: { kind: 'piechart', x: { name: 'Severity', type: 'string' } } });
  });
});

const terminal = { paint: paintWith(false), columns: 60, utc: true };
const at = (hour: number): string => `2026-02-01T${String(hour).padStart(2, '0')}:00:00.0000000Z`;

describe('a chart', () => {
  const byName = [
    { name: 'Name', type: 'string' },
    { name: 'n', type: 'long' },
  ] as const;
  const byTime = [
    { name: 'Timestamp', type: 'datetime' },
    { name: 'Name', type: 'string' },
    { name: 'n', type: 'long' },
  ] as const;
  const draw = (
    kind: string,
    columns: Parameters<typeof chartLines>[1],
    rows: Parameters<typeof chartLines>[2],
    properties = {},
  ): string[] | undefined => chartLines({ kind, properties }, columns, rows, terminal);

  it('of bars has one for each row, as long as its number, and fits the terminal', () => {
    const lines = draw('barchart', byName, [
      ['a', 100],
      ['b', 50],
      ['c', 0],
    ]);
    const cells = (line = ''): number => line.split('█').length - 1;
    expect(lines).toHaveLength(3);
    expect(lines?.[0]).toMatch(/^a\s+█+ 100$/);
    expect(cells(lines?.[0])).toBe(2 * cells(lines?.[1]));
    expect(lines?.[2]).toMatch(/^c\s+0$/);
    for (const line of lines ?? []) expect(line.length).toBeLessThanOrEqual(60);
  });

  it('of shares says them, the largest first, and draws what is small together', () => {
    const rows = [['small', 1], ['large', 3], ...Array.from({ length: 20 }, (_, n) => [`x${n}`, 0.1])];
    const lines = draw('piechart', byName, rows);
    expect(lines?.[0]).toMatch(/^large .*50\.0 %/);
    expect(lines?.at(-1)).toMatch(/^\(\d+ others\)/);
    expect(lines).toHaveLength(16);
  });

  it('over time rises where the numbers rise, whatever the order of the rows', () => {
    const rows = Array.from({ length: 24 }, (_, hour) => [at(23 - hour), 'a', 23 - hour]);
    const lines = draw('timechart', byTime, rows) ?? [];
    const places = lines.slice(0, 16).map((line) => line.search(/[\u2801-\u28ff]/u));
    const drawn = places.filter((place) => place >= 0);
    expect(drawn.length).toBeGreaterThan(8);
    expect(drawn).toEqual(drawn.toSorted((a, b) => b - a));
    expect(lines.at(-1)).toMatch(/^\s+00:00 .*23:00$/);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
  });

  it('of several series tells them apart without colour, and leaves gaps as gaps', () => {
    const rows = [
      [at(0), 'one', 1],
      [at(0), 'two', 9],
      [at(1), 'one', 2],
      [at(1), 'two', null],
      [at(2), 'two', 9],
    ];
    const lines = draw('timechart', byTime, rows) ?? [];
    expect(lines.slice(-2)).toEqual(['a one', 'b two']);
    const top = lines.find((line) => line.includes('b')) ?? '';
    expect(top.match(/b+/g)).toEqual(['b', 'b']);
  });

  it('of arrays is what make-series gives', () => {
    const columns = [
      { name: 'Timestamp', type: 'dynamic' },
      { name: 'n', type: 'dynamic' },
    ] as const;
    const lines = draw('timechart', columns, [
      [
        [at(0), at(1), at(2)],
        [1, 5, 2],
      ],
    ]);
    expect(lines?.length).toBeGreaterThan(10);
  });

  it('shows text of an attacker as text', () => {
    const evil = '\u001B[2J\u202Eexe.\n';
    const text = [
      ...(draw('barchart', byName, [[evil, 1]], { title: evil }) ?? []),
      ...(draw('timechart', byTime, [
        [at(0), evil, 1],
        [at(1), 'b', 1],
      ]) ?? []),
      ...(draw('card', byName, [[evil, 1]]) ?? []),
    ].join('\n');
    expect(text).not.toMatch(/\u001B|\u202E/u);
    expect(text).toContain('<U+202E>');
  });

  it.each<[string, Parameters<typeof chartLines>[1], Parameters<typeof chartLines>[2]]>([
    ['treemap', byName, [['a', 1]]],
    ['barchart', [{ name: 'Name', type: 'string' }], [['a']]],
    ['barchart', byName, []],
    ['timechart', byTime, [[at(0), 'a', null]]],
  ])('is left to the table where there is nothing to draw: %s', (kind, columns, rows) => {
    expect(draw(kind, columns, rows)).toBeUndefined();
  });

  it('holds a hundred thousand points', () => {
    const rows = Array.from({ length: 100_000 }, (_, n) => [at(n % 24), 'a', n]);
    expect(draw('scatterchart', byTime, rows)?.length).toBeGreaterThan(10);
  });
});
