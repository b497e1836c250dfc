// How fast, and in how much memory, the rows of one large hunt go to NDJSON through the binary.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { SimulatorInfo } from '@vedette/simulator';
import { startCloud } from './fetch/process.ts';
import { bundle } from './fetch/bundle.ts';
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
 * and nothing to check.
 */
export async function run({ short }: { short: boolean }): Promise<BenchResult[]> {
  const rows = short ? 20_000 : 100_000;
  const folder = mkdtempSync(join(tmpdir(), 'vedette-bench-'));
  const place = (file: string): string => join(folder, file);
  const scripts = await bundleScripts();
  // Signing in needs a cloud, and hunting a server that has the answer ready.
  await using cloud = await startCloud(await bundle(), 1);
  const server = spawn(
    process.execPath,
    [scripts('server'), String(rows), String(COLUMNS), place('answer.json')],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  try {
    const [port] = (await Promise.race([
      once(createInterface(server.stdout), 'line'),
      once(server, 'exit').then(([code]) => Promise.reject(new Error(`the server ended with ${code}`))),
    ])) as [string];
    writeProfile(place('vedette.yaml'), JSON.parse(cloud.line) as SimulatorInfo, `http://127.0.0.1:${port}`);
    const rounds: { ours: number; floor: number; peak: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const floor = await floorOf(scripts('floor'), place('answer.json'), place('floor.ndjson'));
      const { ms, peakBytes } = await ourTime(
        folder,
        scripts('watch'),
        JSON.parse(cloud.line) as SimulatorInfo,
      );
      compare(place('floor.ndjson'), place('ours.ndjson'), rows);
      rounds.push({ ours: ms, floor, peak: peakBytes / MEGABYTE });
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

async function ourTime(
  folder: string,
  watch: string,
  { clientSecret }: SimulatorInfo,
): Promise<{ ms: number; peakBytes: number }> {
  const out = openSync(join(folder, 'ours.ndjson'), 'w');
  const figures = join(folder, 'figures.json');
  const words = ['hunt', 'run', 'DeviceProcessEvents', '--ndjson', '--config', join(folder, 'vedette.yaml')];
  const child = spawn(process.execPath, ['--import', watch, binary, ...words], {
    stdio: ['ignore', out, 'ignore'],
    env: {
      ...process.env,
      VEDETTE_HOME: join(folder, 'home'),
      VEDETTE_BENCH_FILE: figures,
      BENCH_SECRET: clientSecret,
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
