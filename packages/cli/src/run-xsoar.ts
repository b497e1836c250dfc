import { runXsoar } from '@vedette/commands';
import { VedetteError } from '@vedette/sdk';
import { openCommandContext } from './command-context.ts';
import { writeJson } from './render/json.ts';
import { safeLines } from './render/safe-text.ts';
import type { Session } from './session.ts';
import { GLOBAL_FLAGS } from './words/global-flags.ts';
import { readFlags } from './words/read-flags.ts';

/** `vedette run '!NAME …'`: a Cortex XSOAR command, answered as the war room would show it. */
export async function runXsoarCommand(words: readonly string[], session: Session): Promise<void> {
  const { flags, rest } = readFlags(words, GLOBAL_FLAGS, 'vedette run --help');
  if (rest.length === 0)
    throw new VedetteError('MDE_INPUT', 'Which XSOAR command?', {
      advice: "Write it in quotation marks: vedette run '!microsoft-365-defender-incidents-list limit=5'",
    });
  const query = flags['query'] as string | undefined;
  const queries = query === undefined ? undefined : await import('./render/query.ts');
  if (query !== undefined) queries?.checkQuery(query);
  const context = await openCommandContext(flags, 'required', session);
  try {
    // A shell has already taken the quotation marks off when the line came as several words.
    const entry = await runXsoar(rest.length === 1 ? (rest[0] ?? '') : rest.map(quoted).join(' '), context);
    session.progress.clear();
    const { terminal } = session;
    if (queries && query !== undefined) await writeJson(queries.search(entry, query), terminal);
    else if (flags['json'] === true || flags['ndjson'] === true) await writeJson(entry, terminal);
    else if (flags['context'] === true) await writeJson(entry.outputs, terminal);
    else await terminal.write(`${safeLines(entry.readable).join('\n').trimEnd()}\n`);
  } finally {
    await context.close();
  }
}

/** One word of the shell as one word of the war room, where a backslash counts in front of a quote only. */
function quoted(word: string): string {
  const [, name, value] = /^([\w.-]+)=(.*)$/s.exec(word) ?? [];
  if (name === undefined || value === undefined || !/[\s"`]/.test(value)) return word;
  const escaped = value.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, (end) => end + end);
  return `${name}="${escaped}"`;
}
