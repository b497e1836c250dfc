import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { VedetteError } from '@vedette/sdk';
import type { RunningSimulator, SimulatorInfo } from '@vedette/simulator';
import { profilesOf } from './profiles.ts';
import type { SecretFiles } from './profiles.ts';
import { writeYaml } from './yaml.ts';

/** How often a platform such as Kubernetes puts a fresh token into the file of a workload. */
const TOKEN_EVERY_MS = 120_000;

function secretFiles(info: SimulatorInfo): SecretFiles {
  const folder = dirname(info.caFile);
  return {
    clientSecret: join(folder, 'client-secret'),
    brokerToken: join(folder, 'broker-token'),
    brokerKey: join(folder, 'broker-key'),
    federatedToken: join(folder, 'federated-token'),
  };
}

async function writeToken(running: RunningSimulator): Promise<void> {
  const { token } = await running.admin<{ token: string }>('POST', '/_sim/federated', {});
  await writeFile(secretFiles(running.info).federatedToken, token, { mode: 0o600 });
}

/** Keeps the token of the federated profile fresh, as the platform of a workload would. */
export function keepTokenFile(running: RunningSimulator): NodeJS.Timeout {
  return setInterval(() => {
    writeToken(running).catch((error: unknown) => {
      process.emitWarning(`The federated token could not be renewed: ${String(error)}`);
    });
  }, TOKEN_EVERY_MS).unref();
}

/** Writes a `vedette.yaml` with a profile for each sign-in flow of this simulator. @throws VedetteError MDE_INPUT */
export async function writeProfiles(running: RunningSimulator, file: string): Promise<void> {
  const { info } = running;
  const files = secretFiles(info);
  const profiles = profilesOf(info, file, files);
  const names = Object.keys(profiles);
  const text = [
    '# A pretended Microsoft cloud: written by vedette simulate, good for as long as it runs.',
    `# Profiles: ${names.join(', ')}.`,
    writeYaml({ default: names[0], profiles: profiles as Parameters<typeof writeYaml>[0] }),
  ].join('\n');
  try {
    await writeFile(files.clientSecret, info.clientSecret, { mode: 0o600 });
    await writeFile(files.brokerToken, info.brokerToken, { mode: 0o600 });
    await writeFile(files.brokerKey, info.brokerKey, { mode: 0o600 });
    await writeToken(running);
    await mkdir(dirname(resolve(file)), { recursive: true });
    await writeFile(file, text, { mode: 0o600 });
  } catch (error) {
    throw new VedetteError('MDE_INPUT', `The profile cannot be written to ${file}`, {
      advice: 'Give a path that can be written with --profile-out.',
      cause: error,
    });
  }
}
