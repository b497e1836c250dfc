import { ENTRIES } from './entries.ts';
import type { Session } from './session.ts';
import { GLOBAL_FLAGS } from './words/global-flags.ts';
import { locate } from './words/locate.ts';
import { refuseCommand } from './words/refuse-command.ts';

/** Commands of the binary itself, each loaded when it is asked for. */
const own: Readonly<Record<string, (words: readonly string[], session: Session) => Promise<void>>> = {
  simulate: async (words, session) => {
    const { simulate } = await import('./simulate/simulate.ts');
    await simulate(words, session.terminal, session.interrupt.signal);
  },
  completion: async (words, session) => {
    const { completion } = await import('./completion/completion.ts');
    await completion(words, session.terminal);
  },
  __complete: async (words, session) => {
    const { answerShell } = await import('./completion/answer-shell.ts');
    await answerShell(words, session.terminal);
  },
  version: async (_words, session) => {
    const { versionText } = await import('./version.ts');
    await session.terminal.write(`${versionText()}\n`);
  },
};

/** Finds out what is asked for and has it done. @throws VedetteError */
export async function dispatch(words: readonly string[], session: Session): Promise<void> {
  const [first = ''] = words;
  const mine = own[first];
  if (mine && !asksHelp(words)) {
    await mine(words.slice(1), session);
    return;
  }
  const helping = first === 'help' || words.length === 0;
  const located = locate(first === 'help' ? words.slice(1) : words, ENTRIES, GLOBAL_FLAGS);
  if (helping || asksHelp(words) || (!located.entry && located.rest.length === 0)) {
    const { help } = await import('./help/help.ts');
    await help(located, session.terminal);
    return;
  }
  if (!located.entry) refuseCommand(located, ENTRIES);
  if (located.entry.load) {
    const { runCommand } = await import('./run-command.ts');
    await runCommand(located.entry.load, located, session);
    return;
  }
  const { runXsoarCommand } = await import('./run-xsoar.ts');
  await runXsoarCommand(located, session);
}

function asksHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? undefined : end).some((word) => word === '--help' || word === '-h');
}
