import { chartOf } from '@vedette/commands';
import type { Chart, ChartRequest, TableColumn } from '@vedette/commands';
import type { Terminal } from '../../terminal.ts';
import { safeLine } from '../safe-text.ts';
import { barLines } from './bars.ts';
import { cardLines } from './card.ts';
import { pieLines } from './pie.ts';
import { plotLines } from './plot.ts';

export interface Room {
  readonly width: number;
  readonly terminal: Pick<Terminal, 'paint' | 'utc'>;
}

type Draw = (chart: Chart, room: Room) => string[];

/** Bars lie on their side, so that their names can be read. What is not listed is shown as a table. */
const DRAWINGS: Readonly<Partial<Record<string, Draw>>> = {
  barchart: barLines,
  columnchart: barLines,
  piechart: pieLines,
  timechart: plotLines,
  anomalychart: plotLines,
  linechart: plotLines,
  areachart: plotLines,
  stackedareachart: plotLines,
  scatterchart: plotLines,
};

/** Characters: without a terminal, and at most, because the eye does not follow a longer line. */
const USUAL_WIDTH = 100;
const LARGEST_WIDTH = 160;

/** The lines of a chart; nothing where it cannot be drawn here. */
export function chartLines(
  request: ChartRequest,
  columns: readonly TableColumn[],
  rows: readonly (readonly unknown[])[],
  terminal: Pick<Terminal, 'paint' | 'utc' | 'columns'>,
): string[] | undefined {
  const room = { width: Math.min(terminal.columns ?? USUAL_WIDTH, LARGEST_WIDTH), terminal };
  const title = request.properties['title'];
  const head = title === undefined || title === '' ? [] : [terminal.paint.bold(safeLine(title)), ''];
  if (rows.length === 0) return undefined;
  if (request.kind === 'card') return [...head, ...cardLines(columns, rows[0] ?? [], room)];
  const draw = DRAWINGS[request.kind];
  const chart = draw && chartOf(request, columns, rows);
  if (!draw || !chart || !chart.series.some(({ points }) => points.some(([, y]) => y !== null)))
    return undefined;
  return [...head, ...draw(chart, room)];
}
