import type { Command, Permission } from '@vedette/commands';
import type { Terminal } from '../terminal.ts';
import { flagsOfCommand } from '../words/command-flags.ts';
import type { Flag } from '../words/flag.ts';
import { wrap } from '../render/fit.ts';
import { exampleLines, flagLine, section, termLines } from './lines.ts';

const API: Readonly<Record<Permission['audience'], string>> = {
  graph: 'Microsoft Graph',
  endpoint: 'Defender for Endpoint',
  xdr: 'Defender XDR',
};

const EFFECT: Readonly<Record<Command['effect'], string>> = {
  read: 'Reads; changes nothing.',
  write: 'Changes something in Defender. --dry-run shows what would be sent.',
  destructive: 'Cuts into running machines or data: asks first; --yes answers, --dry-run sends nothing.',
  local: 'Touches this machine only.',
};

function permissionLines(permissions: readonly Permission[], width: number, terminal: Terminal): string[] {
  return termLines(
    permissions.map(({ audience, application, delegated, role }) => ({
      term: API[audience],
      about: [
        `application: ${application.join(' or ')}`,
        delegated.length > 0 ? `signed-in user: ${delegated.join(' or ')}` : undefined,
        role ? `with the Defender role "${role}"` : undefined,
      ]
        .filter((part) => part !== undefined)
        .join('; '),
    })),
    width,
    terminal.paint,
  );
}

function usage(words: readonly string[], positional: readonly Flag[]): string {
  const names = positional.map(({ name, required, many }) => {
    const word = `${name.toUpperCase()}${many ? '…' : ''}`;
    return required ? word : `[${word}]`;
  });
  return ['vedette', ...words, ...names, '[flags]'].join(' ');
}

/** What `vedette NOUN VERB --help` says. */
export function commandHelp(command: Command, words: readonly string[], terminal: Terminal): string {
  const { paint } = terminal;
  const width = Math.min(100, terminal.columns ?? 100);
  const { positional, all } = flagsOfCommand(command);
  const named = all.filter((flag) => !positional.includes(flag));
  return [
    ...wrap(command.summary, width),
    ...wrap(EFFECT[command.effect], width).map(paint.dim),
    ...section('Usage', [`  ${usage(words, positional)}`], paint),
    ...section(
      'Arguments',
      termLines(
        positional.map((flag) => ({ ...flagLine(flag), term: flag.name.toUpperCase() })),
        width,
        paint,
      ),
      paint,
    ),
    ...section('Flags', termLines(named.map(flagLine), width, paint), paint),
    ...section(
      command.permissions.length > 1 ? 'Permissions (one of these APIs)' : 'Permissions',
      permissionLines(command.permissions, width, terminal),
      paint,
    ),
    ...section(
      'Examples',
      exampleLines(
        command.examples.map(({ cli, why }) => [`vedette ${cli}`, why]),
        width,
        paint,
      ),
      paint,
    ),
    '',
    paint.dim('Flags that every command has (--profile, --json, --query …): vedette help flags'),
    '',
  ].join('\n');
}
