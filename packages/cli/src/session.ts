import type { TraceEvent } from '@vedette/sdk';
import { watchSignals } from './interrupt.ts';
import type { Interrupt } from './interrupt.ts';
import { progressOn } from './progress.ts';
import type { ProgressLine } from './progress.ts';
import { safeJson, safeLine, safeLines } from './render/safe-text.ts';
import { openTerminal } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/** One run of the binary: who is at the terminal, and how he can stop it. */
export interface Session {
  readonly terminal: Terminal;
  readonly interrupt: Interrupt;
  readonly progress: ProgressLine;
  readonly verbose: boolean;
  /** A program reads along: each line of standard error is one JSON object, too. */
  readonly machine: boolean;
  /** The profile that was named on the line, so that advice can name it too. */
  readonly profile: string | undefined;
  /** What the person must see, whatever was said about remarks. */
  show(text: string): void;
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
  const machine = said('--json', '--ndjson', '--context');
  const say = (lines: readonly string[]): void => {
    progress.clear();
    for (const line of lines) terminal.say(terminal.paintError.dim(line));
  };
  return {
    terminal,
    interrupt,
    progress,
    verbose: said('--verbose', '-v'),
    machine,
    profile: valueAfter('--profile', words),
    show(text) {
      progress.clear();
      terminal.say(machine ? safeJson({ note: text }) : safeLines(text).join('\n'));
    },
    note(text) {
      if (terminal.quiet || noted.has(text)) return;
      noted.add(text);
      if (machine) terminal.say(safeJson({ note: text }));
      else say(safeLines(text).map((line, at) => `${at === 0 ? '·' : ' '} ${line}`));
    },
    traced(event) {
      if (machine) terminal.say(safeJson({ request: event }));
      else say([safeLine(traceText(event))]);
    },
  };
}

function valueAfter(flag: string, words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === flag || word.startsWith(`${flag}=`));
  return words[at]?.split('=')[1] ?? (at < 0 ? undefined : words[at + 1]);
}

function traceText(event: TraceEvent): string {
  const { method, audience, path, status, code, ms, attempt, requestId, clientRequestId } = event;
  const again = attempt > 1 ? ` (attempt ${attempt})` : '';
  const what = `> ${method} ${audience} ${path} → ${status ?? code ?? 'no answer'} in ${Math.round(ms)} ms${again}`;
  return `${what} · request-id ${requestId ?? '–'}, client-request-id ${clientRequestId}`;
}
