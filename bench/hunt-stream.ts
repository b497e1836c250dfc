// How fast, and in how much memory, the rows of one large hunt go to NDJSON through the binary.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { defenderSchema } from '@vedette/kql';
import type { SimulatorInfo } from '@vedette/simulator';
import { startCloud } from './fetch/process.ts';
import { bundle } from './fetch/bundle.ts';
import { recordAnswer } from './hunt-stream/record.ts';
import type { BenchResult } from './result.ts';

export const name = 'hunt-stream';
export const describe = 'rows of a hunt to NDJSON, against JSON.parse and JSON.stringify on the same bytes';

const root = fileURLToPath(new URL('..', import.meta.url));
const binary = join(root, 'packages/cli/bin/vedette.js');
const COLUMNS = 50;
const ROUNDS = 3;
const MEGABYTE = 1_000_000;

/**
 * The whole life of the process counts as ours: start, sign-in, the call, every row. The floor has its bytes in memory
 * and nothing to check. The answer is the simulator's; that the figure is ours and not the simulator's, it is recorded once
 * and given again by a server that has nothing else to do. `end-to-end` is the same with the simulator at the other end,
 * which makes the rows meanwhile.
 */
export async function run({ short }: { short: boolean }): Promise<BenchResult[]> {
  const rows = short ? 20_000 : 100_000;
  const folder = mkdtempSync(join(tmpdir(), 'vedette-bench-'));
  const place = (file: string): string => join(folder, file);
  const scripts = await bundleScripts();
  // Some more than are asked for: the last of thirty days are still to come.
  await using cloud = await startCloud(await bundle(), 1, Math.ceil(rows * 1.1));
  const info = JSON.parse(cloud.line) as SimulatorInfo;
  const query = huntOf(rows);
  await recordAnswer(info, query, place('answer.json'));
  const server = spawn(process.execPath, [scripts('server'), place('answer.json')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const [port] = (await Promise.race([
      once(createInterface(server.stdout), 'line'),
      once(server, 'exit').then(([code]) => Promise.reject(new Error(`the server ended with ${code}`))),
    ])) as [string];
    writeProfile(place('replayed.yaml'), info, `http://127.0.0.1:${port}`);
    writeProfile(place('simulator.yaml'), info, info.graph);
    const rounds: { ours: number; floor: number; whole: number; peak: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const floor = await floorOf(scripts('floor'), place('answer.json'), place('floor.ndjson'));
      const hunt = { folder, query, watch: scripts('watch'), secret: info.clientSecret };
      const { ms, peakBytes } = await ourTime({ ...hunt, config: place('replayed.yaml') });
      compare(place('floor.ndjson'), place('ours.ndjson'), rows);
      const whole = await ourTime({ ...hunt, config: place('simulator.yaml') });
      compare(place('floor.ndjson'), place('ours.ndjson'), rows);
      rounds.push({
        ours: ms,
        floor,
        whole: whole.ms,
        peak: Math.max(peakBytes, whole.peakBytes) / MEGABYTE,
      });
    }
    return [
      {
        name: 'hunt-stream.speed',
        value: median(rounds.map(({ ours, floor }) => floor / ours)),
        unit: '× parse and stringify',
        better: 'higher',
        bar: 0.5,
        floor: 1,
      },
      {
        name: 'hunt-stream.end-to-end',
        value: median(rounds.map(({ whole, floor }) => floor / whole)),
        unit: '× parse and stringify, the simulator at work',
        better: 'higher',
        bar: 0.2,
        floor: 1,
      },
      {
        name: 'hunt-stream.memory',
        value: Math.max(...rounds.map(({ peak }) => peak)),
        unit: 'MB',
        better: 'lower',
        bar: 250,
        floor: 0,
      },
    ];
  } finally {
    server.stdin.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Below the workspace, so that what is not bundled is found from there. */
const bundles = 'node_modules/.cache/vedette-bench/hunt-stream';

async function bundleScripts(): Promise<(name: string) => string> {
  await build({
    absWorkingDir: root,
    entryPoints: ['server', 'floor', 'watch'].map((script) => `bench/hunt-stream/${script}.ts`),
    outdir: bundles,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    conditions: ['source'],
    external: ['@duckdb/node-api', '@kusto/language-service-next'],
    logLevel: 'warning',
  });
  return (script) => join(root, bundles, `${script}.mjs`);
}

function writeProfile(file: string, { login, tenantId, clientId }: SimulatorInfo, graph: string): void {
  const profile = {
    tenant: tenantId,
    hosts: { login, graph, endpoint: graph, xdr: graph },
    auth: { flow: 'client-secret', clientId, secret: { env: 'BENCH_SECRET' } },
  };
  // JSON is YAML, too.
  writeFileSync(file, JSON.stringify({ default: 'bench', profiles: { bench: profile } }));
}

async function floorOf(script: string, answer: string, out: string): Promise<number> {
  const child = spawn(process.execPath, ['--max-old-space-size=8192', script, answer, out], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return (JSON.parse(line) as { ms: number }).ms;
}

/** The first columns of a wide table. */
function huntOf(rows: number): string {
  const columns = (defenderSchema.get('DeviceProcessEvents') ?? []).slice(0, COLUMNS);
  return `DeviceProcessEvents | take ${rows} | project ${columns.map(({ name: column }) => column).join(', ')}`;
}

async function ourTime({
  folder,
  query,
  watch,
  secret,
  config,
}: {
  folder: string;
  query: string;
  watch: string;
  secret: string;
  config: string;
}): Promise<{ ms: number; peakBytes: number }> {
  const out = openSync(join(folder, 'ours.ndjson'), 'w');
  const figures = join(folder, 'figures.json');
  const words = ['hunt', 'run', query, '--ndjson', '--config', config];
  const child = spawn(process.execPath, ['--import', watch, binary, ...words], {
    stdio: ['ignore', out, 'ignore'],
    env: {
      ...process.env,
      VEDETTE_HOME: join(folder, 'home'),
      VEDETTE_BENCH_FILE: figures,
      BENCH_SECRET: secret,
    },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  closeSync(out);
  if (code !== 0) throw new Error(`vedette ended with ${code}`);
  return JSON.parse(readFileSync(figures, 'utf8')) as { ms: number; peakBytes: number };
}

/** A fast answer that lacks rows, or has others, is none. */
function compare(floor: string, ours: string, rows: number): void {
  const [a, b] = [readFileSync(floor), readFileSync(ours)];
  let lines = 0;
  for (let at = b.indexOf(10); at >= 0; at = b.indexOf(10, at + 1)) lines += 1;
  if (lines !== rows) throw new Error(`${lines} of ${rows} rows came`);
  if (!a.equals(b)) throw new Error('the rows are not those of the answer');
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
