import type { CommandContext } from '../context.ts';
import type { Answer } from './source.ts';

/** The first rows of an answer; what comes after them is not read any more, and that is said. */
export function limited(
  answer: Answer,
  limit: number | undefined,
  { note }: Pick<CommandContext, 'note'>,
): Answer {
  if (limit === undefined) return answer;
  return { ...answer, batches: first(answer.batches, limit, () => note(cutNote(limit))) };
}

async function* first(
  batches: Answer['batches'],
  limit: number,
  onCut: () => void,
): AsyncGenerator<readonly (readonly unknown[])[]> {
  let left = limit;
  for await (const batch of batches) {
    if (left === 0 && batch.length > 0) return onCut();
    if (batch.length > left) {
      yield batch.slice(0, left);
      return onCut();
    }
    left -= batch.length;
    yield batch;
  }
}

function cutNote(limit: number): string {
  return `Stopped after ${limit} ${limit === 1 ? 'row' : 'rows'}, as --limit says: there are more.`;
}
