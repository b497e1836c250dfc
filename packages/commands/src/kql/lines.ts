import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { VedetteError } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';

/**
 * The lines of a file as they are read, or of standard input behind `-`.
 * @throws VedetteError MDE_INPUT when there is no such file
 */
export async function* batchLines(
  { pipedLines }: Pick<CommandContext, 'pipedLines'>,
  file: string,
): AsyncGenerator<string> {
  if (file === '-') {
    if (pipedLines) yield* pipedLines();
    else throw refused('standard input cannot be read here', 'Name a file.');
    return;
  }
  try {
    yield* createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw refused(`${file} cannot be read (${why})`, 'Check the path.');
  }
}

function refused(what: string, advice: string): VedetteError {
  return new VedetteError('MDE_INPUT', `file: ${what}`, { advice, facts: { argument: 'file' } });
}
