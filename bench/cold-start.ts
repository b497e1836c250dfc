// How long a person waits before the binary answers, against the barest Node that does the same.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { SimulatorInfo } from '@vedette/simulator';
import type { BenchResult } from './result.ts';

export const name = 'cold-start';
export const describe = 'vedette --version and one listed incident, against bare Node and bare undici';

const binary = fileURLToPath(new URL('../packages/cli/bin/vedette.js', import.meta.url));
const floorScript = fileURLToPath(new URL('./cold-start-floor/list-one.js', import.meta.url));

interface Run {
  readonly words: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

function msOf({ words, env }: Run): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  const ms = performance.now() - started;
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`);
  return ms;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;

/** The two stand side by side in each pair, in changing order, so that what slows the machine slows both. */
function ratioOf(ours: Run, bare: Run, pairs: number): number {
  msOf(ours);
  msOf(bare);
  const ratios = Array.from({ length: pairs }, (_, pair) => {
    if (pair % 2 === 0) {
      const first = msOf(ours);
      return first / msOf(bare);
    }
    const first = msOf(bare);
    return msOf(ours) / first;
  });
  return median(ratios);
}

interface Journal {
  readonly entries: readonly { path: string; query: Readonly<Record<string, string>> }[];
}

/** The bare script asks for exactly what the binary asked for. */
async function requestOf(info: SimulatorInfo): Promise<string> {
  const answer = await fetch(`${info.admin}/_sim/journal?service=graph`);
  const last = ((await answer.json()) as Journal).entries.at(-1);
  if (last === undefined) throw new Error('The binary asked the cloud for nothing');
  return `${info.https.graph}${last.path}?${new URLSearchParams(last.query).toString()}`;
}

async function bearerOf({ login, tenantId, clientId, clientSecret }: SimulatorInfo): Promise<string> {
  const answer = await fetch(`${login}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

export async function run({ short }: { short: boolean }): Promise<BenchResult[]> {
  const pairs = short ? 5 : 31;
  const version = ratioOf({ words: [binary, '--version'] }, { words: ['-e', '0'] }, pairs);
  const home = await mkdtemp(join(tmpdir(), 'vedette-bench-'));
  const profile = join(home, 'vedette.yaml');
  const cloud = spawn(
    process.execPath,
    [
      binary,
      'simulate',
      '--json',
      '--attached',
      '--incidents',
      '50',
      '--no-quotas',
      '--profile-out',
      profile,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  try {
    const [line] = (await once(createInterface({ input: cloud.stdout }), 'line')) as [string];
    const info = JSON.parse(line) as SimulatorInfo;
    const ours: Run = {
      words: [binary, 'incident', 'list', '--limit', '1'],
      env: { VEDETTE_HOME: home, VEDETTE_CONFIG: profile },
    };
    msOf(ours);
    const bare: Run = {
      words: [floorScript],
      env: { URL_TO_GET: await requestOf(info), BEARER: await bearerOf(info), CA_FILE: info.caFile },
    };
    const list = ratioOf(ours, bare, pairs);
    const ratio = { unit: '× bare', better: 'lower' as const, floor: 1 };
    return [
      { name: 'cold-start/version', value: version, bar: 1.5, ...ratio },
      { name: 'cold-start/list', value: list, bar: 1.6, ...ratio },
    ];
  } finally {
    cloud.stdin.end();
    await once(cloud, 'exit');
    await rm(home, { recursive: true, force: true });
  }
}
