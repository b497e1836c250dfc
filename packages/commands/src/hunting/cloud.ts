import { HUNT_ROW_LIMIT, type HuntAnswer } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';
import { chartRequest } from './chart-request.ts';
import type { Source, SourceInput } from './source.ts';

/** Defender answers, by whatever route. */
export async function cloudSource(context: CommandContext, input: SourceInput): Promise<Source> {
  const { hunting } = await context.defender();
  return async (query) => {
    const answer = await hunting.run(query, {
      route: input.route ?? context.profile.route,
      timespan: input.timespan,
      signal: context.signal,
    });
    return { columns: answer.columns, batches: counted(answer, context), chart: chartRequest(query) };
  };
}

/** An answer of exactly as many rows as the service gives at most is taken for one that was cut. */
async function* counted({ rows }: HuntAnswer, context: CommandContext): HuntAnswer['rows'] & AsyncGenerator {
  let count = 0;
  for await (const batch of rows) {
    count += batch.length;
    context.progress({ label: 'rows', done: count });
    yield batch;
  }
  if (count >= HUNT_ROW_LIMIT) {
    context.note(
      `These are ${count} rows, the most the service gives to one query: there are probably more. Summarize, filter, or run it with --all.`,
    );
  }
}
