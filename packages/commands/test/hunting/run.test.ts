import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch, startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTable, inputFromWords, type Table } from '@vedette/commands';
import { loadCommand, profileAt, rows, run, surface, type Surface, type SurfaceOptions } from '../surface.ts';
import { startHunting, type HuntingServer } from './hunting-server.ts';

let cloud: Cloud;
let server: HuntingServer;
const open: Surface[] = [];

beforeAll(async () => {
  cloud = await startCloud({ incidents: 1, quotas: false });
  server = await startHunting(({ query }) => ({
    columns: [
      ['Timestamp', 'DateTime'],
      ['FileName', 'String'],
      ['count_', 'Int64'],
    ],
    rows: Array.from({ length: Number(/take (\d+)/.exec(query)?.[1] ?? 3) }, (_, at) => ({
      Timestamp: `2026-02-01T0${at % 10}:00:00Z`,
      FileName: `f${at}.exe`,
      count_: at,
    })),
  }));
});
afterAll(async () => {
  for (const { context } of open) await context.close();
  await server[Symbol.asyncDispose]();
  await cloud.stop();
});

function at(options: SurfaceOptions = {}): Surface {
  const { url } = server;
  const profile = profileAt(cloud);
  const made = surface({
    profile: { ...profile, hosts: { ...profile.hosts, graph: url, endpoint: url, xdr: url } },
    ...options,
    environment: { SIM_SECRET: cloud.info.clientSecret },
  });
  open.push(made);
  return made;
}

const last = (): string => server.asked.at(-1)?.query ?? '';

describe('hunt run', () => {
  it('takes the query as text, from a file, or from standard input', async () => {
    const file = join(scratch('hunt'), 'hunt.kql');
    writeFileSync(file, '\uFEFFDeviceInfo // ü\r\n| take 1\r\n');
    const one = { Timestamp: '2026-02-01T00:00:00.0000000Z', FileName: 'f0.exe', count_: 0 };
    expect(await rows(at().context, 'hunt.run', 'DeviceInfo | take 1')).toEqual([one]);
    expect(await rows(at().context, 'hunt.run', '--file', file)).toEqual([one]);
    expect(last()).toBe('DeviceInfo // ü\n| take 1\n');
    const piped = async (): Promise<string> => 'AlertInfo | take 1';
    expect(await rows(at({ piped }).context, 'hunt.run', '-')).toEqual([one]);
    expect(await rows(at({ piped }).context, 'hunt.run', '--file', '-')).toEqual([one]);
    expect(last()).toBe('AlertInfo | take 1');
  });

  it.each<[string, string[], string]>([
    ['nowhere', [], 'kql'],
    ['in two places', ['T', '--file', 'x.kql'], 'kql'],
    ['in a file that is not there', ['--file', '/no/such/file.kql'], 'file'],
    ['empty', ['  '], 'kql'],
    ['longer than a query is', ['x'.repeat(1_000_001)], 'kql'],
    ['no text', ['T\0'], 'kql'],
    ['to be kept in a file of another kind', ['T', '--output', 'x.xlsx'], 'output'],
    ['by a route that there is not', ['T', '--route', 'soap'], 'route'],
  ])('asks nobody when the query is %s', async (_, words, argument) => {
    const before = server.asked.length;
    await expect(rows(at().context, 'hunt.run', ...words)).rejects.toMatchObject({
      code: 'MDE_INPUT',
      facts: { argument },
    });
    expect(server.asked).toHaveLength(before);
  });

  it('asks by the route it is told, and sends the time span to Graph', async () => {
    for (const [route, path] of [
      ['graph', '/v1.0/security/runHuntingQuery'],
      ['xdr', '/api/advancedhunting/run'],
      ['native', '/api/advancedhunting/run'],
      ['endpoint', '/api/advancedqueries/run'],
    ] as const) {
      await rows(at().context, 'hunt.run', 'T', '--route', route);
      expect(server.asked.at(-1)?.path).toBe(path);
    }
    await rows(at().context, 'hunt.run', 'T', '--timespan', 'P7D');
    expect(server.asked.at(-1)).toMatchObject({ timespan: 'P7D' });
  });

  it('stops at the limit, says so, and says nothing where there was no more', async () => {
    const cut = at();
    expect(await rows(cut.context, 'hunt.run', 'T | take 5', '--limit', '2')).toHaveLength(2);
    expect(cut.notes).toContainEqual(expect.stringContaining('Stopped after 2 rows'));
    const whole = at();
    expect(await rows(whole.context, 'hunt.run', 'T | take 2', '--limit', '2')).toHaveLength(2);
    expect(whole.notes).toEqual([]);
  });

  it('says that an answer of as many rows as there can be is probably cut', async () => {
    const full = at();
    expect(await rows(full.context, 'hunt.run', 'T | take 100000')).toHaveLength(100_000);
    expect(full.notes).toContainEqual(expect.stringContaining('probably more'));
    const almost = at();
    await rows(almost.context, 'hunt.run', 'T | take 99999');
    expect(almost.notes).toEqual([]);
  });

  it('reads in a dry run, too: a hunt changes nothing', async () => {
    expect(await rows(at({ dryRun: true }).context, 'hunt.run', 'T | take 1')).toHaveLength(1);
  });

  it('brings its columns with their types, and what is to be drawn', async () => {
    const command = await loadCommand('hunt.run');
    const ask = (...words: string[]): Promise<Table> =>
      command.run(at().context, inputFromWords(command, words)) as Promise<Table>;
    const table = await ask('T | render timechart with (title="a, b")');
    expect(isTable(table)).toBe(true);
    expect(table.columns).toEqual([
      { name: 'Timestamp', type: 'datetime' },
      { name: 'FileName', type: 'string' },
      { name: 'count_', type: 'long' },
    ]);
    expect(table.chart).toEqual({ kind: 'timechart', properties: { title: 'a, b' } });
    expect((await ask('T | render timechart', '--chart', 'table')).chart).toBeUndefined();
  });

  it('gives the specification of a chart to programs', async () => {
    const made = await run(at().context, 'hunt.run', 'T | take 2 | render timechart', '--chart', 'spec');
    expect(made).toEqual({
      rows: 2,
      chart: {
        kind: 'timechart',
        properties: {},
        x: { name: 'Timestamp', type: 'datetime' },
        series: [
          { name: 'f0.exe', points: [['2026-02-01T00:00:00.0000000Z', 0]] },
          { name: 'f1.exe', points: [['2026-02-01T01:00:00.0000000Z', 1]] },
        ],
      },
    });
    await expect(run(at().context, 'hunt.run', 'T', '--chart', 'spec')).rejects.toMatchObject({
      code: 'MDE_INPUT',
    });
  });

  it('keeps the rows in a Parquet file, whole or not at all', async () => {
    const folder = scratch('parquet');
    const output = join(folder, 'found.parquet');
    const made = await run(at().context, 'hunt.run', 'T | take 5000', '--output', output);
    expect(made).toMatchObject({ file: output, rows: 5000 });
    expect(made['bytes']).toBeGreaterThan(0);
    await expect(
      run(at().context, 'hunt.run', 'T', '--output', join(folder, 'none', 'found.parquet')),
    ).rejects.toMatchObject({ code: 'MDE_STORE' });
    expect(readdirSync(folder)).toEqual(['found.parquet']);
  });
});
