import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { defenderSchema, openEngine } from '@vedette/kql';
import { microsoftAlone } from './kql-compile/floor.ts';
import { QUERIES } from './kql-compile/queries.ts';
import type { BenchResult } from './result.ts';

export const name = 'kql-compile';
export const describe = 'what it takes to compile thirty lines of KQL, and to begin with the engine';

/**
 * The floor of a compile is Microsoft's own parser and binder on the same text: everything we add comes after it. A text
 * that came before is not parsed again.
 */
export async function run({ short }: { short: boolean }): Promise<BenchResult[]> {
  const first = await firstUse(short ? 3 : 7);
  const engine = await openEngine({ schema: defenderSchema });
  const alone = microsoftAlone();
  const explain = (text: string): void => {
    const { diagnostics } = engine.explain(text);
    const [fault] = diagnostics.filter(({ severity }) => severity === 'error');
    if (fault) throw new Error(fault.message);
  };
  const times = short ? 40 : 150;
  const fresh: number[] = [];
  const again: number[] = [];
  const floor: number[] = [];
  for (let mark = 0; mark < 2 * times; mark++) {
    for (const query of QUERIES) {
      const warm = mark >= times;
      const text = query(mark);
      record(fresh, warm, () => explain(text));
      record(again, warm, () => explain(text));
      record(floor, warm, () => alone(text));
    }
  }
  await engine.close();
  const unit = 'ms, thirty lines';
  return [
    { name: 'kql-compile.again', value: median(again), unit, better: 'lower', bar: 5, floor: median(floor) },
    { name: 'kql-compile.new', value: median(fresh), unit, better: 'lower', bar: 5, floor: median(floor) },
    {
      name: 'kql-compile.first-use',
      value: median(first),
      unit: 'ms to the first rows',
      better: 'lower',
      bar: 1200,
      floor: 0,
    },
  ];
}

function record(times: number[], kept: boolean, work: () => void): void {
  const start = performance.now();
  work();
  if (kept) times.push(performance.now() - start);
}

async function firstUse(times: number): Promise<number[]> {
  const script = fileURLToPath(new URL('kql-compile/first-use.ts', import.meta.url));
  const taken: number[] = [];
  for (let time = 0; time < times; time++) {
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    taken.push(Number(stdout));
  }
  return taken;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
