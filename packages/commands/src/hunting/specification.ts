import { VedetteError } from '@vedette/sdk';
import type { Row } from '../define.ts';
import { chartOf } from './chart.ts';
import type { Answer } from './source.ts';

/**
 * The chart of an answer with all that is drawn in it, for a program that draws.
 *
 * @throws VedetteError MDE_INPUT where the query asks for no chart, or its rows have no number to draw.
 */
export async function specificationOf({ columns, batches, chart }: Answer): Promise<Row> {
  const refused = (why: string): VedetteError =>
    new VedetteError('MDE_INPUT', `chart: ${why}`, {
      advice:
        'End the query with render, as in | summarize count() by bin(Timestamp, 1h) | render timechart.',
      facts: { argument: 'chart' },
    });
  if (chart === undefined) throw refused('the query does not end in render');
  const rows = (await Array.fromAsync(batches)).flat();
  const drawn = chartOf(chart, columns, rows);
  if (drawn === undefined) throw refused('the rows have no column of numbers to draw');
  return { chart: drawn, rows: rows.length };
}
