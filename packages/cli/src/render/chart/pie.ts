import type { Chart } from '@vedette/commands';
import { linesOf } from './bars.ts';
import type { Room } from './chart.ts';
import { labelOf } from './label.ts';
import { numberText } from './number.ts';

/** Slices that are told apart; the rest is one. */
const SLICES = 15;

/** The shares of a whole, the largest first: a bar and a percentage say more in a terminal than a circle. */
export function pieLines({ series, x }: Chart, room: Room): string[] {
  const slices = new Map<string, number>();
  for (const { points } of series) {
    for (const [place, y] of points) {
      if (y === null || y <= 0) continue;
      const label = labelOf(place, x, room.terminal.utc);
      slices.set(label, (slices.get(label) ?? 0) + y);
    }
  }
  const sorted = [...slices].toSorted(([, a], [, b]) => b - a);
  const whole = sorted.reduce((sum, [, value]) => sum + value, 0);
  const rest = sorted.slice(SLICES);
  const shown: (readonly [string, number])[] =
    rest.length < 2
      ? sorted
      : [
          ...sorted.slice(0, SLICES),
          [`(${rest.length} others)`, rest.reduce((sum, [, value]) => sum + value, 0)],
        ];
  return linesOf(
    shown.map(([label, value]) => ({
      labels: [label],
      value,
      text: `${((100 * value) / whole).toFixed(1)} %  ${numberText(value)}`,
    })),
    room,
  );
}
