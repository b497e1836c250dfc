/** One measured figure, as `npm run bench -- NAME --json` prints it. */
export interface BenchResult {
  readonly name: string;
  /** The ratio or figure that the bar speaks of. */
  readonly value: number;
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  /** What must be reached. */
  readonly bar: number;
  /** The same work done in the barest way, measured in the same run, in the unit of `value`. */
  readonly floor: number;
}

export interface Bench {
  readonly name: string;
  readonly describe: string;
  /** `short` keeps the shape and lowers the counts, for CI. */
  run(options: { short: boolean }): Promise<BenchResult[]>;
}
