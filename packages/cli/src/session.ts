import type { TraceEvent } from '@vedette/sdk';
import { watchSignals } from './interrupt.ts';
import type { Interrupt } from './interrupt.ts';
import { progressOn } from './progress.ts';
import type { ProgressLine } from './progress.ts';
import { safeLine, safeLines } from './render/safe-text.ts';
import { openTerminal } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/** One run of the binary: who is at the terminal, and how he can stop it. */
export interface Session {
  readonly terminal: Terminal;
  readonly interrupt: Interrupt;
  readonly progress: ProgressLine;
  readonly verbose: boolean;
  /** Should errors be JSON too? */
  readonly machine: boolean;
  /** A remark on standard error; the same one is made once. */
  note(text: string): void;
  /** A request over the wire, for `--verbose`. */
  traced(event: TraceEvent): void;
}

/**
 * Presentation is settled by a first glance at the words, before anything can go wrong: a mistake in the words
 * themselves must already be reported in the form asked for.
 */
export function openSession(words: readonly string[]): Session {
  const said = (...flags: string[]): boolean => flags.some((flag) => words.includes(flag));
  const interrupt = watchSignals();
  const terminal = openTerminal({
    colour: said('--no-color') ? false : said('--color') ? true : undefined,
    quiet: said('--quiet', '-q'),
    utc: said('--utc'),
    onClosed: interrupt.stop,
  });
  const progress = progressOn(terminal);
  const noted = new Set<string>();
  return {
    terminal,
    interrupt,
    progress,
    verbose: said('--verbose', '-v'),
    machine: said('--json', '--ndjson', '--context'),
    note(text) {
      if (terminal.quiet || noted.has(text)) return;
      noted.add(text);
      progress.clear();
      const [first = '', ...more] = safeLines(text);
      for (const line of [`· ${first}`, ...more.map((one) => `  ${one}`)])
        terminal.say(terminal.paintError.dim(line));
    },
    traced({ method, audience, path, status, code, ms, attempt, requestId, clientRequestId }) {
      progress.clear();
      const again = attempt > 1 ? ` (attempt ${attempt})` : '';
      const line = `> ${method} ${audience} ${path} → ${status ?? code ?? 'no answer'} in ${Math.round(ms)} ms${again}`;
      const ids = `request-id ${requestId ?? '–'}, client-request-id ${clientRequestId}`;
      terminal.say(terminal.paintError.dim(safeLine(`${line} · ${ids}`)));
    },
  };
}
