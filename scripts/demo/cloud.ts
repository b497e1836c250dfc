import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { SimulatorInfo } from '@vedette/simulator';
import { startBinary } from './binary.ts';

/** The pretended cloud, run by the binary itself: `vedette simulate`. */
export interface DemoCloud {
  readonly info: SimulatorInfo;
  /** What was typed to start it. */
  readonly words: readonly string[];
  readonly recorded: readonly string[];
  admin(path: string, body?: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/** Recorded answers of Defender XDR beside the repository, where they are. */
export function recordedAnswers(): string[] {
  const folder = fileURLToPath(new URL('../../../shared/fixtures', import.meta.url));
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^xdr-.*(?:incident|fetch).*\.json$/.test(name))
    .map((name) => join(folder, name));
}

export async function startCloud(
  recorded: readonly string[],
  profileFile: string,
  env: NodeJS.ProcessEnv,
): Promise<DemoCloud> {
  const source =
    recorded.length > 0
      ? recorded.flatMap((file) => ['--load', file])
      : ['--incidents', '200', '--seed', 'demo'];
  const words = ['simulate', ...source, '--profile-out', profileFile];
  const child = startBinary([...words, '--json', '--attached'], env, 'pipe');
  const errors: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const lines = createInterface({ input: child.stdout! });
  const first = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    once(child, 'exit').then(() => undefined),
  ]);
  if (first === undefined) throw new Error(`The simulator did not start: ${errors.join('')}`);
  const info = JSON.parse(first) as SimulatorInfo;
  return {
    info,
    words,
    recorded,
    async admin(path, body) {
      const response = await fetch(new URL(path, info.admin), {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.stdin?.end();
      await once(child, 'exit');
    },
  };
}
