import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const binary = fileURLToPath(new URL('../../packages/cli/bin/vedette.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

/** Starts the binary that a reader would type: the same file, the same words. */
export function startBinary(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  input: 'pipe' | 'ignore' = 'ignore',
): ChildProcess {
  return spawn(process.execPath, [binary, ...words], { env, stdio: [input, 'pipe', 'pipe'] });
}

/** `onText` sees the output as it comes, both streams. */
export async function runBinary(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  onText?: (text: string) => void,
): Promise<Ended> {
  const started = performance.now();
  const child = startBinary(words, env);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    onText?.(text);
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    onText?.(text);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, stdout, stderr, ms: Math.round(performance.now() - started) };
}
