import { VedetteError } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';
import { chartRequest } from './chart-request.ts';
import type { Source, SourceInput } from './source.ts';

/**
 * A source that gives all rows of a query, in as many pieces by time as that takes.
 *
 * @throws VedetteError MDE_INPUT where there is nothing to cut, or something cuts by time already.
 */
export function inPieces(context: CommandContext, source: Source, input: SourceInput): Source {
  if (input.where !== undefined && input.where !== 'cloud') {
    throw refused(`all: ${input.where} is not limited`, 'Leave out --all: archive and mirror give all rows.');
  }
  if (input.timespan !== undefined) {
    throw refused(
      'all: cuts the query by time itself',
      'Leave out --timespan, and write | where Timestamp > ago(7d) into the query.',
    );
  }
  return async (query) => {
    const [{ splitQuery }, { defenderSchema }] = await Promise.all([
      import('@vedette/hunting/split'),
      import('@vedette/kql'),
    ]);
    const answer = await splitQuery(query, {
      schema: defenderSchema,
      ask: async (piece) => source(piece),
      now: new Date(context.now()),
      onPiece: (pieces, rows) =>
        context.progress({ label: `rows in ${pieces} ${pieces === 1 ? 'piece' : 'pieces'}`, done: rows }),
    });
    return { ...answer, chart: chartRequest(query) };
  };
}

function refused(message: string, advice: string): VedetteError {
  return new VedetteError('MDE_INPUT', message, { advice, facts: { argument: 'all' } });
}
