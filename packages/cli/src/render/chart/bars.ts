import type { Chart } from '@vedette/commands';
import { cut, pad, widthOf } from '../fit.ts';
import { safeLine } from '../safe-text.ts';
import type { Room } from './chart.ts';
import { labelOf } from './label.ts';
import { numberText } from './number.ts';

export interface Bar {
  readonly labels: readonly string[];
  readonly value: number;
  readonly text: string;
}

/** More bars than this are no picture. */
const MOST = 60;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar for each number, under the name of its place on the axis; with several series, that of the series too. */
export function barLines(chart: Chart, room: Room): string[] {
  const names = chart.series.length > 1 ? chart.series.map(({ name }) => safeLine(name)) : [];
  const places = new Map<string, Bar[]>();
  chart.series.forEach(({ points }, at) => {
    for (const [x, y] of points) {
      if (y === null) continue;
      const label = labelOf(x, chart.x, room.terminal.utc);
      const bars = places.get(label) ?? [];
      places.set(label, bars);
      const name = names[at];
      // The place is named once, above the series it has.
      const labels = name === undefined ? [label] : [bars.length === 0 ? label : '', name];
      bars.push({ labels, value: y, text: numberText(y) });
    }
  });
  return linesOf([...places.values()].flat(), room);
}

export function linesOf(bars: readonly Bar[], { width, terminal }: Room): string[] {
  const shown = bars.slice(0, MOST);
  const labels = (shown[0]?.labels ?? []).map((_, at) =>
    Math.min(Math.floor(width * 0.35), Math.max(...shown.map(({ labels: own }) => widthOf(own[at] ?? '')))),
  );
  const numbers = Math.max(...shown.map(({ text }) => text.length));
  const left = labels.reduce((sum, one) => sum + one + 2, 0);
  const most = Math.max(...shown.map(({ value }) => Math.abs(value)));
  const cells = Math.max(1, width - left - numbers - 2);
  const lines = shown.map(({ labels: own, value, text }) => {
    const names = own
      .map((label, at) => `${pad(cut(label, labels[at] ?? 0), labels[at] ?? 0, false)}  `)
      .join('');
    const bar = barOf(most === 0 ? 0 : Math.abs(value) / most, cells);
    const colour = value < 0 ? terminal.paint.red : terminal.paint.cyan;
    return `${names}${colour(bar)} ${pad(text, value < 0 || bar.length === cells ? text.length : 0, true)}`.trimEnd();
  });
  const more = bars.length - shown.length;
  return more > 0 ? [...lines, terminal.paint.dim(`… and ${more} more; --chart table shows all`)] : lines;
}

/** A bar of eighths of a character; whatever is more than nothing can be seen. */
function barOf(share: number, cells: number): string {
  const eighths = Math.max(share > 0 ? 1 : 0, Math.round(share * cells * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}
