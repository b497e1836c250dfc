import { EXIT_CODES } from '@vedette/commands';
import type { Terminal } from '../terminal.ts';
import { GLOBAL_FLAGS } from '../words/global-flags.ts';
import type { Entry } from '../entries.ts';
import { flagLine, section, termLines } from './lines.ts';

const width = (terminal: Terminal): number => Math.min(100, terminal.columns ?? 100);

function commandLines(entries: readonly Entry[], terminal: Terminal): string[] {
  const lines = entries.map(({ words, summary }) => ({ term: words.join(' '), about: summary }));
  return termLines(lines, width(terminal), terminal.paint, 18);
}

/** What `vedette` and `vedette help` say. */
export function overview(entries: readonly Entry[], terminal: Terminal): string {
  const { paint } = terminal;
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const title = entry.group;
    groups.set(title, [...(groups.get(title) ?? []), entry]);
  }
  return [
    `${paint.bold('vedette')}: Microsoft Defender for Endpoint and Defender XDR from a terminal`,
    ...[...groups].flatMap(([title, members]) => section(title, commandLines(members, terminal), paint)),
    ...section(
      'Begin',
      [
        `  vedette login                        ${paint.dim('# sign in to your tenant')}`,
        `  vedette incident list --status active`,
        `  vedette simulate --incidents 200     ${paint.dim('# or try it on a pretended cloud')}`,
      ],
      paint,
    ),
    '',
    paint.dim('One command: vedette NOUN VERB --help'),
    paint.dim('Flags of all commands, and exit codes: vedette help flags'),
    '',
  ].join('\n');
}

/** What `vedette incident` says. */
export function nounHelp(noun: string, entries: readonly Entry[], terminal: Terminal): string {
  return [
    ...section(`vedette ${noun} …`, commandLines(entries, terminal), terminal.paint).slice(1),
    '',
    terminal.paint.dim(`One command: vedette ${noun} VERB --help`),
    '',
  ].join('\n');
}

/** What `vedette help flags` says. */
export function flagsHelp(terminal: Terminal): string {
  const { paint } = terminal;
  const codes = Object.entries(EXIT_CODES).map(([code, about]) => ({ term: code, about }));
  return [
    ...section(
      'Flags of every command',
      termLines(GLOBAL_FLAGS.map(flagLine), width(terminal), paint),
      paint,
    ).slice(1),
    ...section('Exit codes', termLines(codes, width(terminal), paint), paint),
    '',
  ].join('\n');
}
