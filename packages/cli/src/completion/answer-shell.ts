import { readConfig } from '@vedette/commands';
import { ENTRIES } from '../entries.ts';
import type { Terminal } from '../terminal.ts';
import { candidates } from './candidates.ts';

/** `vedette __complete WORD…`: answers the scripts of `vedette completion`. Never fails: a shell is waiting. */
export async function answerShell(words: readonly string[], terminal: Terminal): Promise<void> {
  const config = words[words.indexOf('--config') + 1];
  const found = await candidates(words, {
    entries: ENTRIES,
    async profiles() {
      try {
        const file = words.includes('--config') ? config : undefined;
        return [...(await readConfig({ file })).profiles.keys()];
      } catch {
        // A mistake in the configuration is told when a command is run, not in the middle of a line.
        return [];
      }
    },
  });
  const lines =
    found === 'files' ? [':files'] : found.map(({ value, about }) => (about ? `${value}\t${about}` : value));
  if (lines.length > 0) await terminal.write(`${lines.join('\n')}\n`);
}
