import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SimulatorInfo } from '@vedette/simulator';

/** Runs a program of `third-party` that trusts the simulator's authority, and gives the JSON it prints. */
export async function runProgram<T>(name: string, info: SimulatorInfo): Promise<T> {
  const file = fileURLToPath(new URL(`third-party/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--conditions=source', '--no-warnings', file], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: info.caFile, NO_PROXY: '127.0.0.1,localhost' },
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  child.stdin.end(JSON.stringify(info));
  const [out, errors, code] = await Promise.all([
    child.stdout.toArray(),
    child.stderr.toArray(),
    new Promise<number | null>((resolve) => child.once('exit', resolve)),
  ]);
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${Buffer.concat(errors).toString()}`);
  return JSON.parse(Buffer.concat(out).toString()) as T;
}
