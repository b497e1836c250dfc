import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchResult } from './result.ts';
import { bundle } from './fetch/bundle.ts';
import { run as runProcess, startCloud } from './fetch/process.ts';

export const name = 'fetch';
export const describe = 'how fast incidents are mirrored, and in how much memory';

interface Mirroring {
  readonly incidents: number;
  readonly stored: number;
  readonly ms: number;
  readonly peakBytes: number;
}

/** Floor and mirror take turns, so that what else the machine does falls on both. */
const ROUNDS = 3;
const MEGABYTE = 1_000_000;

/**
 * Mirrored incidents per second against the floor, and the peak of memory at ten times as many incidents. The
 * simulator runs beside, and what it takes to make the pages is in both sides.
 */
export async function run({ short }: { short: boolean }): Promise<BenchResult[]> {
  const [few, many] = short ? [3_000, 30_000] : [10_000, 100_000];
  const scripts = await bundle();
  const folder = mkdtempSync(join(tmpdir(), 'vedette-bench-'));
  const measure = (script: string, line: string, expected: number): Promise<Mirroring> =>
    measureIn(folder, join(scripts, script), line, expected);
  try {
    const speed: { ours: number; floor: number }[] = [];
    const peaks: number[] = [];
    {
      await using cloud = await startCloud(scripts, few);
      for (let round = 0; round < ROUNDS; round += 1) {
        const floor = await measure('floor.mjs', cloud.line, few);
        const ours = await measure('mirroring.mjs', cloud.line, few);
        speed.push({ ours: few / (ours.ms / 1000), floor: few / (floor.ms / 1000) });
        peaks.push(ours.peakBytes);
      }
    }
    await using cloud = await startCloud(scripts, many);
    const large = await measure('mirroring.mjs', cloud.line, many);
    const ratio = median(speed.map(({ ours, floor }) => ours / floor));
    const peak = large.peakBytes / MEGABYTE;
    return [
      { name: 'fetch.speed', value: ratio, unit: '× floor', better: 'higher', bar: 0.6, floor: 1 },
      {
        name: 'fetch.memory-growth',
        value: large.peakBytes / median(peaks),
        unit: `× at ${few}`,
        better: 'lower',
        bar: 1.15,
        floor: 1,
      },
      {
        name: 'fetch.memory',
        value: peak,
        unit: 'MB',
        better: 'lower',
        bar: 200,
        floor: median(peaks) / MEGABYTE,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureIn(folder: string, script: string, line: string, expected: number): Promise<Mirroring> {
  const store = mkdtempSync(join(folder, 'store-'));
  try {
    const result = await runProcess<Mirroring>(script, join(store, 'mirror.db'), line);
    if (result.incidents !== expected)
      throw new Error(`${script} read ${result.incidents} of ${expected} incidents`);
    return result;
  } finally {
    rmSync(store, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
