/**
 * The smallest time after this one, in Microsoft's ticks of 100 nanoseconds: what turns "at or before" into
 * "before".
 *
 * @param time UTC, ISO 8601, ending in `Z`.
 */
export function justAfter(time: string): string {
  const [seconds = '', fraction = ''] = time.replace(/Z$/, '').split('.');
  const ticks = Number(fraction.slice(0, 7).padEnd(7, '0')) + 1;
  if (ticks < 10_000_000) return `${seconds}.${String(ticks).padStart(7, '0')}Z`;
  return `${new Date(Date.parse(`${seconds}Z`) + 1000).toISOString().slice(0, 19)}.0000000Z`;
}
