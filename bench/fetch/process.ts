import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A simulator of so many incidents, as the line it printed; gone when the scope is left. */
export async function startCloud(incidents: number): Promise<AsyncDisposable & { line: string }> {
  const child = start('simulator.ts', String(incidents));
  const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
  return {
    line,
    [Symbol.asyncDispose]: async () => {
      child.stdin?.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/** Runs a file of this folder to its end and answers with the JSON it prints. */
export async function run<T>(file: string, argument: string, input: string): Promise<T> {
  const child = start(file, argument);
  child.stdin?.end(input);
  const [output] = await Promise.all([text(child.stdout!), once(child, 'exit')]);
  if (child.exitCode !== 0) throw new Error(`${file} ended with ${child.exitCode}`);
  return JSON.parse(output) as T;
}

function start(file: string, argument: string): ChildProcess {
  const script = fileURLToPath(new URL(file, import.meta.url));
  return spawn(process.execPath, ['--conditions=source', script, argument], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}
