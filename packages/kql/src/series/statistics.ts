export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const mean = (values: readonly number[]): number => sum(values) / values.length;

/** The variance of a sample. */
export function variance(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  return sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1);
}

/** The value below which a share lies, between two values in proportion. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Pearson's correlation; NaN where a series does not vary. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const [left, right] = [mean(a), mean(b)];
  const together = sum(a.map((value, index) => (value - left) * (b[index]! - right)));
  const apart = Math.sqrt(
    sum(a.map((value) => (value - left) ** 2)) * sum(b.map((value) => (value - right) ** 2)),
  );
  return together / apart;
}
