import { existsSync } from 'node:fs';
import { VedetteError } from '@vedette/sdk';
import { startSimulator } from '@vedette/simulator';
import type { SimulatorInfo, SimulatorOptions } from '@vedette/simulator';
import type { Terminal } from '../terminal.ts';
import { readFlags } from '../words/read-flags.ts';
import type { FlagValue } from '../words/flag.ts';
import { SIMULATE_FLAGS } from './flags.ts';
import { watchNpx } from './parent.ts';
import { keepTokenFile, writeProfiles } from './profile-file.ts';

function wholeNumber(
  flags: Readonly<Record<string, FlagValue>>,
  name: string,
  most: number,
): number | undefined {
  const value = flags[name];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new VedetteError('MDE_INPUT', `--${name} needs a whole number from 0 to ${most}`);
}

function optionsOf(flags: Readonly<Record<string, FlagValue>>): SimulatorOptions {
  const load = flags['load'] as readonly string[] | undefined;
  const missing = load?.find((file) => !existsSync(file));
  if (missing !== undefined)
    throw new VedetteError('MDE_INPUT', `There is no file ${missing} to load`, {
      advice: 'Give the path of a file with recorded answers.',
    });
  const clock = flags['clock'] as string | undefined;
  if (clock !== undefined && Number.isNaN(Date.parse(clock)))
    throw new VedetteError('MDE_INPUT', `--clock cannot be "${clock}"`, {
      advice: 'Write a time such as 2026-03-01T08:00:00Z.',
    });
  return {
    port: wholeNumber(flags, 'port', 65_535),
    httpsPort: wholeNumber(flags, 'https-port', 65_535),
    incidents: wholeNumber(flags, 'incidents', 10_000_000),
    huntingRows: wholeNumber(flags, 'hunting-rows', 10_000_000),
    seed: flags['seed'] as string | undefined,
    load,
    clock,
    quotas: flags['quotas'] !== false,
    faults: flags['fault'] as readonly string[] | undefined,
  };
}

function describe(info: SimulatorInfo, profileFile: string | undefined, terminal: Terminal): string {
  const { bold, dim, cyan } = terminal.paint;
  const first = info.users[0];
  const rows: [string, string][] = [
    ['Sign-in', `${info.https.login}  ${dim(info.login)}`],
    ['Graph', `${info.https.graph}  ${dim(info.graph)}`],
    ['Defender XDR', `${info.https.xdr}  ${dim(info.xdr)}`],
    ['Endpoint', `${info.https.endpoint}  ${dim(info.endpoint)}`],
    ['Admin', `${info.admin}`],
    ['Authority', info.caFile],
    ['Tenant', info.tenantId],
    ['Application', info.clientId],
    ['Public client', info.publicClientId],
    ...(first
      ? [['User', `${first.username}  ${dim(`password ${first.password}`)}`] as [string, string]]
      : []),
  ];
  const next = profileFile
    ? `In another terminal:  ${cyan(`vedette incident list --config ${profileFile}`)}`
    : `Add ${cyan('--profile-out vedette.yaml')} to get a configuration that points here.`;
  return [
    bold('The pretended Microsoft cloud is up. Ctrl-C ends it.'),
    '',
    ...rows.map(([label, value]) => `  ${dim(label.padEnd(14))} ${value}`),
    '',
    next,
    '',
  ].join('\n');
}

function listenFailure(error: unknown): never {
  const code = (error as NodeJS.ErrnoException).code;
  if (error instanceof RangeError)
    throw new VedetteError('MDE_INPUT', error.message, {
      advice: 'See: vedette simulate --help',
      cause: error,
    });
  if (code === 'EADDRINUSE' || code === 'EACCES')
    throw new VedetteError('MDE_INPUT', `The port is not free (${code})`, {
      advice: 'Give another --port or --https-port, or none for any free one.',
      cause: error,
    });
  throw error;
}

/** `vedette simulate`: runs the pretended cloud until it is told to stop. */
export async function simulate(
  words: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const { flags, rest } = readFlags(words, SIMULATE_FLAGS, 'vedette simulate --help');
  if (rest.length > 0)
    throw new VedetteError('MDE_INPUT', `vedette simulate takes no "${rest[0]}"`, {
      advice: 'See: vedette simulate --help',
    });
  const running = await startSimulator(optionsOf(flags)).catch(listenFailure);
  let tokens: NodeJS.Timeout | undefined;
  try {
    const profileFile = flags['profile-out'] as string | undefined;
    if (profileFile !== undefined) {
      await writeProfiles(running, profileFile);
      tokens = keepTokenFile(running);
    }
    await terminal.write(
      flags['json'] ? `${JSON.stringify(running.info)}\n` : describe(running.info, profileFile, terminal),
    );
    await stopAsked(signal, flags['attached'] === true);
  } finally {
    clearInterval(tokens);
    await running.stop();
  }
}

function stopAsked(signal: AbortSignal, attached: boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  signal.addEventListener('abort', () => resolve(), { once: true });
  if (attached) {
    process.stdin.once('end', resolve).once('error', () => resolve());
    process.stdin.resume();
  }
  return promise.finally(watchNpx(resolve));
}
