import { VedetteError } from '@vedette/sdk';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `30` and `30s`, `500ms`, `5m`, `1h` in milliseconds. @throws VedetteError MDE_INPUT */
export function milliseconds(text: string, flag: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text.trim()) ?? [];
  const value = Number(number) * (units[unit ?? 's'] ?? NaN);
  if (Number.isFinite(value) && value > 0) return value;
  throw new VedetteError('MDE_INPUT', `--${flag} cannot be "${text}"`, {
    advice: 'Write a time such as 30s, 5m or 1h.',
  });
}
