import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { scratch, startCloud } from '@vedette/testkit';
import type { Cloud } from '@vedette/testkit';
import type { SimulatorOptions } from '@vedette/simulator';
import { writeProfiles } from '../src/simulate/profile-file.ts';
import { startVedette, vedette } from './binary.ts';
import type { Ended, RunOptions } from './binary.ts';

/** A pretended cloud, a configuration that points at it, and the real binary in a home of its own. */
export interface Tenant extends AsyncDisposable {
  readonly cloud: Cloud;
  readonly home: string;
  readonly config: string;
  run(words: readonly string[], options?: RunOptions): Promise<Ended>;
  start(words: readonly string[], options?: RunOptions): ChildProcess;
}

export async function startTenant(options: SimulatorOptions = {}): Promise<Tenant> {
  const cloud = await startCloud({ quotas: false, ...options });
  const home = scratch('home');
  const config = join(home, 'vedette.yaml');
  await writeProfiles(cloud, config);
  return {
    cloud,
    home,
    config,
    run: (words, more) => vedette(words, home, more),
    start: (words, more) => startVedette(words, home, more),
    [Symbol.asyncDispose]: () => cloud.stop(),
  };
}
