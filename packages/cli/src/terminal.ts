import type { Paint } from './paint.ts';
import { paintWith, wantsColour } from './paint.ts';

/** The two streams of the process, and who is at their other end. */
export interface Terminal {
  /** Colours for standard output. */
  readonly paint: Paint;
  /** Colours for standard error. */
  readonly paintError: Paint;
  /** Columns of standard output; absent when it is no terminal and nothing has to fit. */
  readonly columns: number | undefined;
  readonly errorColumns: number | undefined;
  /** Can somebody answer a question: are both ends of the conversation a terminal? */
  readonly interactive: boolean;
  readonly quiet: boolean;
  readonly utc: boolean;
  /** The reader of standard output has gone: `vedette … | head`. */
  readonly closed: boolean;
  /** Why standard output could not be written, when it was not the reader who left. */
  readonly failure: Error | undefined;
  /** Writes to standard output; resolves when more may be written. */
  write(text: string | Uint8Array): Promise<void>;
  /** Writes a line to standard error. */
  say(text: string): void;
}

export interface TerminalChoices {
  readonly colour: boolean | undefined;
  readonly quiet: boolean;
  readonly utc: boolean;
  /** Called once when the reader of standard output goes away. */
  readonly onClosed: () => void;
}

/** EPIPE, and what Windows reports for the same thing. */
const READER_LEFT: ReadonlySet<string> = new Set([
  'EPIPE',
  'EOF',
  'EINVAL',
  'ERR_STREAM_DESTROYED',
  'ECONNRESET',
]);

export function openTerminal(choices: TerminalChoices): Terminal {
  const { stdin, stdout, stderr, env } = process;
  let closed = false;
  let failure: Error | undefined;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!READER_LEFT.has(error.code ?? '')) failure ??= error;
    closed = true;
    choices.onClosed();
  });
  // Nobody reads our complaints: there is nobody left to complain to.
  stderr.on('error', () => undefined);
  return {
    paint: paintWith(wantsColour(env, stdout.isTTY === true, choices.colour)),
    paintError: paintWith(wantsColour(env, stderr.isTTY === true, choices.colour)),
    columns: columnsOf(stdout, env['VEDETTE_COLUMNS']),
    errorColumns: columnsOf(stderr, undefined),
    interactive: stdin.isTTY === true && stderr.isTTY === true,
    quiet: choices.quiet,
    utc: choices.utc,
    get failure() {
      return failure;
    },
    get closed() {
      return closed;
    },
    async write(text) {
      if (closed || stdout.write(text)) return;
      await new Promise<void>((resolve) => {
        const done = (): void => {
          stdout.off('drain', done).off('error', done).off('close', done);
          resolve();
        };
        stdout.on('drain', done).on('error', done).on('close', done);
      });
    },
    say(text) {
      stderr.write(`${text}\n`);
    },
  };
}

/** `VEDETTE_COLUMNS` lays results out for a terminal of that width where there is none: for recordings. */
function columnsOf(stream: NodeJS.WriteStream, wish: string | undefined): number | undefined {
  const wished = /^\d{2,4}$/.test(wish ?? '') ? Number(wish) : undefined;
  // A terminal that does not know its size says 0.
  const columns = wished ?? (stream.isTTY ? stream.columns || 80 : undefined);
  return columns === undefined ? undefined : Math.max(20, columns);
}
