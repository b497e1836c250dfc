import { coverage, KINDS } from '@vedette/kql';
import type { BenchResult } from './result.ts';

export const name = 'kql-coverage';
export const describe = "how much of what Microsoft's parser knows of the language runs here, by kind";

/** The share that must run. Plugins have no bar: most of them reach out of a query. */
const BARS = { functions: 0.9, aggregates: 0.95, operators: 0.9, 'string-operators': 1, plugins: 0 } as const;

/** A share, with the counts it comes from. */
export interface CoverageResult extends BenchResult {
  readonly supported: number;
  readonly known: number;
  readonly missing: readonly string[];
}

export async function run(): Promise<CoverageResult[]> {
  return KINDS.map((kind) => {
    const { supported, refused } = coverage(kind);
    const known = supported.length + refused.size;
    return {
      name: `kql-coverage.${kind}`,
      value: supported.length / known,
      unit: `${supported.length} of ${known}`,
      better: 'higher',
      bar: BARS[kind],
      floor: 0,
      supported: supported.length,
      known,
      missing: [...refused.keys()],
    };
  });
}
