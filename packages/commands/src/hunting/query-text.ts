import { readFile, stat } from 'node:fs/promises';
import { VedetteError } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';

/** Characters. The service takes far less; more is no query but a file named by mistake. */
export const LONGEST_QUERY = 1_000_000;

export interface QueryInput {
  /** Not called `query`: that flag of all commands takes something out of the result. */
  readonly kql?: string | undefined;
  readonly file?: string | undefined;
}

/**
 * The query from where the person put it: the words, a file, or standard input behind `-`.
 *
 * @throws VedetteError MDE_INPUT when it is nowhere, in two places, empty, too long or no text.
 */
export async function queryText(
  context: Pick<CommandContext, 'piped'>,
  { kql, file }: QueryInput,
): Promise<string> {
  if (kql !== undefined && file !== undefined) {
    throw refused('kql', 'the query is given twice, as text and as a file', 'Give one of them.');
  }
  const from = kql === '-' || file === '-' ? await piped(context) : (kql ?? (await contentOf(file)));
  const text = from.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  if (text.trim() === '')
    throw refused('kql', 'the query is empty', 'Write a query, as in DeviceInfo | take 10.');
  if (text.length > LONGEST_QUERY) {
    throw refused(
      'kql',
      `the query is longer than ${LONGEST_QUERY} characters`,
      'Shorten it; was it the right file?',
    );
  }
  if (text.includes('\0')) throw refused('kql', 'the query is no text', 'Give a file of text in UTF-8.');
  return text;
}

async function piped({ piped }: Pick<CommandContext, 'piped'>): Promise<string> {
  if (piped) return piped();
  throw refused('kql', 'the query cannot be read from standard input here', 'Give it as text, or as a file.');
}

async function contentOf(file: string | undefined): Promise<string> {
  if (file === undefined) {
    throw refused(
      'kql',
      'the query is missing',
      'Write it in quotation marks, name a --file, or - for standard input.',
    );
  }
  try {
    const { size } = await stat(file);
    if (size > 4 * LONGEST_QUERY)
      throw refused('file', `has ${size} bytes, which is no query`, 'Name another file.');
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof VedetteError) throw cause;
    const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
    // A query where a file belongs is the likeliest slip of all.
    const advice = /[|\s]/.test(file)
      ? "A query itself goes to standard input: echo '…' | vedette … -"
      : 'Check the path.';
    throw refused('file', `${shortened(file)} cannot be read (${why})`, advice);
  }
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function refused(argument: string, what: string, advice: string): VedetteError {
  return new VedetteError('MDE_INPUT', `${argument}: ${what}`, { advice, facts: { argument } });
}
