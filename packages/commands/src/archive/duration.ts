const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Milliseconds of `12h`, whose form the input has checked. */
export function msFrom(duration: string): number {
  const [, many = '0', unit = 's'] = /^(\d+)\s*([smhdw])$/i.exec(duration) ?? [];
  return Number(many) * (UNIT_MS[unit.toLowerCase()] ?? 0);
}
