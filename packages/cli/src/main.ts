import { outcomeOf } from '@vedette/commands';
import { dispatch } from './dispatch.ts';
import { openSession } from './session.ts';
import type { Session } from './session.ts';
import { asVedetteError } from './trouble/as-error.ts';

/** Runs what was typed after `vedette`, and ends the process with its exit code. */
export async function start(words: readonly string[]): Promise<void> {
  const session = openSession(words);
  // A failure in work that nobody waits for is told like any other, and not as a stack trace.
  process.once('uncaughtException', (error: unknown) => {
    void tell(error, session).then((code) => process.exit(code));
  });
  process.exitCode = await exitCodeOf(words, session);
  // What is still open now (idle connections, timers of libraries) has nothing more to say.
  await flushed();
  process.exit();
}

async function exitCodeOf(words: readonly string[], session: Session): Promise<number> {
  try {
    await dispatch(words, session);
    session.progress.clear();
    // What was written last may fail after the command has ended.
    await flushed();
    if (session.terminal.failure) throw session.terminal.failure;
    return 0;
  } catch (error) {
    return tell(error, session);
  }
}

/** Says what went wrong, in the form asked for. @returns the exit code. */
async function tell(
  error: unknown,
  { terminal, interrupt, progress, machine, verbose, profile }: Session,
): Promise<number> {
  progress.clear();
  // `vedette … | head`: the reader has seen enough, which is no failure.
  if (terminal.closed && !terminal.failure && !interrupt.asked) return 0;
  const known = asVedetteError(terminal.failure ?? error, interrupt.signal);
  const { adviceFor, reportJson, reportText } = await import('./trouble/report.ts');
  const advice = adviceFor(known, profile);
  terminal.say(machine ? reportJson(known, advice) : reportText(known, advice, terminal.paintError, verbose));
  return outcomeOf(known.code).exit;
}

/** Pipes are asynchronous on some platforms: what was written must be out before the process ends. */
async function flushed(): Promise<void> {
  const ends = [process.stdout, process.stderr].map(
    (stream) =>
      new Promise<void>((resolve) => {
        if (stream.destroyed || !stream.writable) resolve();
        else stream.write('', () => resolve());
      }),
  );
  await Promise.all(ends);
}
