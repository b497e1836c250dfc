import { VedetteError } from '@vedette/sdk';
import type { Terminal } from '../terminal.ts';
import { COMPLETION_SCRIPTS } from './scripts.ts';

/** `vedette completion SHELL`: the script that a shell reads once. */
export async function completion(words: readonly string[], terminal: Terminal): Promise<void> {
  const shells = Object.keys(COMPLETION_SCRIPTS);
  const script = COMPLETION_SCRIPTS[words[0] ?? ''];
  if (script === undefined)
    throw new VedetteError(
      'MDE_INPUT',
      words[0] === undefined ? 'Which shell?' : `There is no completion for "${words[0]}"`,
      { advice: `Give one of: ${shells.join(', ')}.` },
    );
  await terminal.write(script);
}
