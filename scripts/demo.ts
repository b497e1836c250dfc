// The main job before the reader's eyes: a cloud, three ways in, a list, a change, a mirror, and a count.
// `--grown` serves a grown tenant even where recorded answers are. `--once` takes no time to be read; `--json`
// ends with one JSON line and tells the rest on standard error.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, isAbsolute, join } from 'node:path';
import { runBinary } from './demo/binary.ts';
import type { Ended } from './demo/binary.ts';
import { recordedAnswers, startCloud } from './demo/cloud.ts';
import type { DemoCloud } from './demo/cloud.ts';
import { countMirror } from './demo/count.ts';
import { openStage } from './demo/stage.ts';

const started = performance.now();
const json = process.argv.includes('--json');
const stream = json ? process.stderr : process.stdout;
const stage = openStage(stream, stream.isTTY && !process.argv.includes('--once'));
const home = await mkdtemp(join(tmpdir(), 'vedette-demo-'));
const profileFile = join(home, 'vedette.yaml');
const coloured = stream.isTTY && stream.hasColors() && !process.env['NO_COLOR'];
const env: NodeJS.ProcessEnv = {
  ...process.env,
  ...(coloured ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: undefined }),
  VEDETTE_HOME: home,
  VEDETTE_CONFIG: profileFile,
  VEDETTE_BROWSER: 'none',
  VEDETTE_PROFILE: undefined,
  VEDETTE_COLUMNS: String(Math.min(110, (stream.columns ?? 100) - 4)),
};

interface SignIn {
  readonly flow: string;
  readonly ok: boolean;
  readonly ms: number;
}

/** Types a command, shows what it said, and fails the demo when it failed. */
async function show(words: readonly string[], most?: number): Promise<Ended> {
  stage.typed(words);
  const ended = await runBinary(words, env);
  stage.shown(ended.stdout + ended.stderr, most);
  if (ended.code !== 0) throw new Error(`vedette ${words.join(' ')} ended with ${ended.code}`);
  await stage.pause();
  return ended;
}

async function quietly(words: readonly string[]): Promise<unknown> {
  const ended = await runBinary(words, env);
  if (ended.code !== 0)
    throw new Error(`vedette ${words.join(' ')} ended with ${ended.code}\n${ended.stderr}`);
  return JSON.parse(ended.stdout);
}

/** Signs in as a person would; for the device code the demo plays the person at the other screen too. */
async function signIn(flow: string, cloud: DemoCloud): Promise<SignIn> {
  const words = ['login', '--profile', flow];
  stage.typed(words);
  const user = cloud.info.users[0]?.username;
  let seen = '';
  let approving: Promise<void> | undefined;
  const ended = await runBinary(words, env, (text) => {
    seen += text;
    const code = /\b[A-Z0-9]{9}\b/.exec(seen)?.[0];
    if (flow !== 'device-code' || code === undefined || approving) return;
    stage.shown(seen);
    seen = '';
    stage.remark(`At the other screen ${user} types ${code} and accepts.`);
    approving = cloud.admin('/_sim/device', { userCode: code, username: user }).then(() => undefined);
  });
  await approving;
  stage.shown(seen, 6);
  const ok = ended.code === 0;
  if (ok) stage.good(`signed in by ${flow.replaceAll('-', ' ')} in ${ended.ms} ms`);
  else stage.bad(`the sign-in by ${flow.replaceAll('-', ' ')} failed`);
  await stage.pause();
  return { flow, ok, ms: ended.ms };
}

async function tell(cloud: DemoCloud): Promise<boolean> {
  stage.step('A Microsoft cloud on this machine');
  stage.typed(cloud.words.map((word) => (isAbsolute(word) ? basename(word) : word)));
  stage.remark(
    cloud.recorded.length > 0
      ? `It serves ${cloud.recorded.length} files of recorded answers, over HTTP and HTTPS, and its own sign-in.`
      : 'It has grown a tenant of 200 incidents, and serves it over HTTP and HTTPS with its own sign-in.',
  );
  await cloud.admin('/_sim/device', { interval: 1 });

  stage.step('Three ways in');
  const signIns: SignIn[] = [];
  for (const flow of ['device-code', 'client-secret', 'managed-identity'])
    signIns.push(await signIn(flow, cloud));

  stage.step('What is going on');
  await show(['incident', 'list', '--limit', '8']);

  stage.step('Take one on');
  const [newest] = (await quietly(['incident', 'list', '--limit', '1', '--json'])) as { id: string }[];
  const id = newest?.id ?? '';
  const change = ['--status', 'in-progress', '--add-tags', 'demo', '--comment', 'I am looking at it'];
  await show(['incident', 'update', id, ...change], 16);

  stage.step('Mirror everything, lose nothing');
  await show(['mirror', 'fetch']);
  await show(
    [
      'incident',
      'update',
      id,
      '--status',
      'resolved',
      '--classification',
      'true-positive',
      '--determination',
      'malware',
    ],
    4,
  );
  await show(['mirror', 'fetch']);
  const status = (await quietly(['mirror', 'status', '--json'])) as { path: string };

  stage.step('Count: the cloud against the mirror, version by version');
  const counted = await countMirror(cloud.info, status.path);
  const { incidents, alerts, stored, lost, duplicated } = counted;
  stage.remark(`${incidents} incidents in the cloud; ${alerts} alerts and ${stored} versions in the mirror.`);
  const whole = lost === 0 && duplicated === 0 && signIns.every(({ ok }) => ok);
  const verdict = `${lost} lost, ${duplicated} delivered twice`;
  if (whole) stage.good(verdict);
  else stage.bad(verdict);

  stage.title('On your own tenant');
  stage.shown(
    [
      'npx vedette login                          # shows a code to type in a browser',
      'npx vedette incident list --status active',
      'npx vedette mirror fetch --follow',
    ].join('\n'),
  );
  stage.remark(
    'Other ways to sign in: docs/sign-in.md · this cloud to play with: npx vedette simulate --incidents 200',
  );
  const ms = Math.round(performance.now() - started);
  if (json)
    process.stdout.write(
      `${JSON.stringify({ signIn: signIns, incidents, alerts, stored, lost, duplicated, ms })}\n`,
    );
  return whole;
}

let cloud: DemoCloud | undefined;
try {
  stage.title('Vedette: from sign-in to a mirrored incident');
  const recorded = process.argv.includes('--grown') ? [] : recordedAnswers();
  cloud = await startCloud(recorded, profileFile, env);
  if (!(await tell(cloud))) process.exitCode = 1;
} catch (error) {
  stage.bad(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await cloud?.stop();
  await rm(home, { recursive: true, force: true });
}
