import { outcomeOf } from '@vedette/commands';
import { dispatch } from './dispatch.ts';
import { openSession } from './session.ts';
import type { Session } from './session.ts';
import { asVedetteError } from './trouble/as-error.ts';

/** Runs what was typed after `vedette`, and ends the process with its exit code. */
export async function start(words: readonly string[]): Promise<void> {
  const session = openSession(words);
  process.exitCode = await exitCodeOf(words, session);
  // What is still open now (idle connections, timers of libraries) has nothing more to say.
  await flushed();
  process.exit();
}

async function exitCodeOf(words: readonly string[], session: Session): Promise<number> {
  const { terminal, interrupt, progress } = session;
  try {
    await dispatch(words, session);
    progress.clear();
    return 0;
  } catch (error) {
    progress.clear();
    // `vedette … | head`: the reader has seen enough, which is no failure.
    if (terminal.closed && !interrupt.asked) return 0;
    const known = asVedetteError(error, interrupt.signal);
    const { reportJson, reportText } = await import('./trouble/report.ts');
    terminal.say(
      session.machine ? reportJson(known) : reportText(known, terminal.paintError, session.verbose),
    );
    return outcomeOf(known.code).exit;
  }
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
