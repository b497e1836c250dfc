import type { Entry } from '../entries.ts';
import { SIMULATE_FLAGS } from '../simulate/flags.ts';
import type { Terminal } from '../terminal.ts';
import type { Flag } from '../words/flag.ts';
import { exampleLines, flagLine, section, termLines } from './lines.ts';

interface About {
  readonly usage: string;
  readonly flags: readonly Flag[];
  readonly examples: readonly (readonly [line: string, why: string])[];
}

const ABOUT: Readonly<Record<string, About>> = {
  run: {
    usage: 'vedette run \'!NAME argument=value argument="a value with blanks" …\' [flags]',
    flags: [],
    examples: [
      ["vedette run '!microsoft-365-defender-incidents-list limit=5 status=Active'", 'as in the war room'],
      [
        "vedette run '!msg-list-security-incident severity=high' --json",
        'one object: outputs (the context), readable (markdown) and raw',
      ],
    ],
  },
  simulate: {
    usage: 'vedette simulate [flags]',
    flags: SIMULATE_FLAGS,
    examples: [
      ['vedette simulate --incidents 200 --profile-out vedette.yaml', 'a tenant to play with, and a way in'],
      ['vedette simulate --json --port 0', 'for a program: the addresses as one JSON line'],
    ],
  },
  completion: {
    usage: 'vedette completion bash|zsh|fish|powershell',
    flags: [],
    examples: [
      ['source <(vedette completion bash)', 'in ~/.bashrc; the same for zsh'],
      ['vedette completion fish > ~/.config/fish/completions/vedette.fish', 'for fish'],
      ['vedette completion powershell | Out-String | Invoke-Expression', 'in $PROFILE'],
    ],
  },
};

/** Help of a command that belongs to the binary alone. */
export function ownHelp(entry: Entry, terminal: Terminal): string {
  const { paint } = terminal;
  const about = ABOUT[entry.words[0] ?? ''];
  const width = Math.min(100, terminal.columns ?? 100);
  if (!about) return `${entry.summary}\n`;
  return [
    entry.summary,
    ...section('Usage', [`  ${about.usage}`], paint),
    ...section('Flags', termLines(about.flags.map(flagLine), width, paint), paint),
    ...section('Examples', exampleLines(about.examples, width, paint), paint),
    '',
  ].join('\n');
}
