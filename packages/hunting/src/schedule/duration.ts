const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `90s`, `30m`, `12h`, `7d`, `2w`. */
export const DURATION = /^\s*(\d{1,6})\s*([smhdw])\s*$/i;

/** Milliseconds; undefined for what is no duration. */
export function readDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * (UNITS[match[2]!.toLowerCase()] ?? 0);
}
