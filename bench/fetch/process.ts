import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** A simulator of so many incidents, as the line it printed; gone when the scope is left. */
export async function startCloud(
  folder: string,
  incidents: number,
  huntingRows?: number,
): Promise<AsyncDisposable & { line: string }> {
  const more = huntingRows === undefined ? [] : [String(huntingRows)];
  const child = start(join(folder, 'simulator.mjs'), String(incidents), ...more);
  const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
  return {
    line,
    [Symbol.asyncDispose]: async () => {
      child.stdin?.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/** Runs a script to its end and answers with the JSON it prints. */
export async function run<T>(script: string, argument: string, input: string): Promise<T> {
  const child = start(script, argument);
  child.stdin?.end(input);
  const [output] = await Promise.all([text(child.stdout!), once(child, 'exit')]);
  if (child.exitCode !== 0) throw new Error(`${script} ended with ${child.exitCode}`);
  return JSON.parse(output) as T;
}

function start(script: string, ...words: readonly string[]): ChildProcess {
  return spawn(process.execPath, [script, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
}
