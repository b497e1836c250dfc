import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, type RunningSimulator, type SimulatorOptions } from '@vedette/simulator';
import { runFolder } from './run-folder.ts';
import { registerSecret } from './secret-list.ts';

/** A running simulator for one test or one file: `await using cloud = await startCloud()`. */
export interface Cloud extends RunningSimulator, AsyncDisposable {}

/** Starts a simulated cloud in this process and puts every secret it has on the list of the run. */
export async function startCloud(options: SimulatorOptions = {}): Promise<Cloud> {
  // The scan leaves out folders of this name: what the simulator writes, it may write.
  const parent = join(runFolder(), 'simulator');
  mkdirSync(parent, { recursive: true });
  const simulator = await startSimulator({ folder: mkdtempSync(join(parent, 'cloud-')), ...options });
  registerSecretsOf(simulator);
  await registerAppSecrets(simulator);
  return { ...simulator, [Symbol.asyncDispose]: () => simulator.stop() };
}

function registerSecretsOf({ info }: RunningSimulator): void {
  for (const secret of [info.clientSecret, info.brokerToken, info.brokerKey]) registerSecret(secret);
  for (const { password } of info.users) registerSecret(password);
  registerSecret(
    readFileSync(info.certificateFile, 'utf8').replace(/^[\s\S]*-----BEGIN PRIVATE KEY-----/, ''),
  );
}

interface IdentityState {
  readonly identity: {
    readonly apps: readonly { readonly secrets: readonly { readonly value: string }[] }[];
  };
  readonly appService: { readonly identityHeader: string };
}

async function registerAppSecrets(simulator: RunningSimulator): Promise<void> {
  const state = await simulator.admin<IdentityState>('GET', '/_sim/state');
  for (const { secrets } of state.identity.apps) for (const { value } of secrets) registerSecret(value);
  registerSecret(state.appService.identityHeader);
}
