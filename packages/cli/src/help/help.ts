import { ENTRIES } from '../entries.ts';
import type { Entry } from '../entries.ts';
import type { Terminal } from '../terminal.ts';
import type { Located } from '../words/locate.ts';
import { refuseCommand } from '../words/refuse-command.ts';
import { flagsHelp, nounHelp, overview } from './overview.ts';
import { ownHelp } from './own-help.ts';

/** Explains whatever the words lead to: everything, a noun, or one command. */
export async function help(located: Located<Entry>, terminal: Terminal): Promise<void> {
  await terminal.write(await textFor(located, terminal));
}

async function textFor(located: Located<Entry>, terminal: Terminal): Promise<string> {
  const { entry, path, rest } = located;
  if (entry?.load) {
    const { commandHelp } = await import('./command-help.ts');
    return commandHelp(await entry.load(), entry.words, terminal);
  }
  if (entry) return entry.words[0] === 'help' ? overview(ENTRIES, terminal) : ownHelp(entry, terminal);
  const [word] = rest;
  if (path.length === 0 && word === 'flags') return flagsHelp(terminal);
  if (word !== undefined && !word.startsWith('-')) refuseCommand(located, ENTRIES);
  if (path.length === 0) return overview(ENTRIES, terminal);
  const [noun = ''] = path;
  return nounHelp(
    noun,
    ENTRIES.filter(({ words }) => words[0] === noun),
    terminal,
  );
}
