import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFolder } from './run-folder.ts';

/** Shorter texts would be found by chance. */
const SHORTEST = 8;

/**
 * Puts a secret on the list of the run: afterwards no file but the list may hold it. Of a PEM or another text
 * of several lines each line counts.
 */
export function registerSecret(text: string): void {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line.length >= SHORTEST && !line.startsWith('-----'));
  if (lines.length > 0)
    appendFileSync(join(runFolder(), 'secrets.list'), `${lines.join('\n')}\n`, { mode: 0o600 });
}
