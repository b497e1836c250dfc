import { ENTRIES } from './entries.ts';
import type { Session } from './session.ts';
import { GLOBAL_FLAGS } from './words/global-flags.ts';
import { locate } from './words/locate.ts';
import { refuseFlag } from './words/read-flags.ts';
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
  run: async (words, session) => {
    const { runXsoarCommand } = await import('./run-xsoar.ts');
    await runXsoarCommand(words, session);
  },
  version: async (_words, session) => {
    const { versionText } = await import('./version.ts');
    await session.terminal.write(`${versionText()}\n`);
  },
};

/** Finds out what is asked for and has it done. @throws VedetteError */
export async function dispatch(words: readonly string[], session: Session): Promise<void> {
  // Only the shell asks this, and its words are not to be understood but completed.
  if (words[0] === '__complete') {
    const { answerShell } = await import('./completion/answer-shell.ts');
    await answerShell(words.slice(1), session.terminal);
    return;
  }
  const located = locate(words, ENTRIES, GLOBAL_FLAGS);
  const [name = ''] = located.entry?.words ?? [];
  const isHelp = name === 'help';
  if (isHelp || asksHelp(words) || (!located.entry && located.rest.length === 0)) {
    const { help } = await import('./help/help.ts');
    await help(isHelp ? locate(located.rest, ENTRIES, GLOBAL_FLAGS) : located, session.terminal);
    return;
  }
  if (located.rest[0] === '--version' && !located.entry) {
    await own['version']?.([], session);
    return;
  }
  if (!located.entry) {
    const [wrong = ''] = located.rest;
    if (wrong.startsWith('-')) refuseFlag(wrong, GLOBAL_FLAGS, 'vedette help flags');
    refuseCommand(located, ENTRIES);
  }
  if (located.entry.load) {
    const { runCommand } = await import('./run-command.ts');
    await runCommand(located.entry.load, located, session);
    return;
  }
  const at = words.indexOf(name);
  // Flags that stand before the word are its own too: `vedette --json simulate`.
  await own[name]?.([...words.slice(0, at), ...words.slice(at + 1)], session);
}

function asksHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? undefined : end).some((word) => word === '--help' || word === '-h');
}
