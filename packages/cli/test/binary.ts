import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scratch } from '@vedette/testkit';
import { bundleBinary } from '../../../scripts/bundle.ts';

const packages = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(packages, 'cli', 'dist');
export const BINARY = join(packages, 'cli', 'bin', 'vedette.js');

function newest(folder: string): number {
  return Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
}

function isFresh(): boolean {
  const built = statSync(join(dist, 'main.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return ['cli', 'commands', 'hunting', 'kql', 'mirror', 'sdk', 'simulator'].every(
    (name) => newest(join(packages, name, 'src')) < built,
  );
}

/** Bundles the binary once when its sources are newer; test files in other processes wait for it. */
export async function ensureBuilt(): Promise<void> {
  mkdirSync(dist, { recursive: true });
  const lock = join(dist, '.bundling');
  for (let waited = 0; !isFresh(); waited += 100) {
    try {
      mkdirSync(lock);
    } catch {
      // Another process bundles; a lock that is left from one that died is taken over after a while.
      if (waited > 30_000) rmdirSync(lock);
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    try {
      await bundleBinary();
    } finally {
      rmdirSync(lock);
    }
    return;
  }
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

/** An environment without anything of this machine: no proxy, no profile, no colour, no browser. */
export function cleanEnvironment(home: string, more: RunOptions['env'] = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    SystemRoot: process.env['SystemRoot'],
    TMPDIR: process.env['TMPDIR'],
    HOME: home,
    VEDETTE_HOME: join(home, 'vedette'),
    VEDETTE_BROWSER: 'none',
    TZ: 'Europe/Berlin',
    ...more,
  };
}

/** Starts the real binary. */
export function startVedette(words: readonly string[], home: string, options: RunOptions = {}): ChildProcess {
  return spawn(process.execPath, [BINARY, ...words], {
    cwd: options.cwd ?? home,
    env: cleanEnvironment(home, options.env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs the real binary to its end. */
export async function vedette(
  words: readonly string[],
  home = scratch('home'),
  options: RunOptions = {},
): Promise<Ended> {
  const child = startVedette(words, home, options);
  child.stdin?.end();
  return ended(child);
}
