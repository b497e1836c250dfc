// Writes docs/commands.md, docs/errors.md, docs/kql.md and the table of permissions in docs/sign-in.md from the catalogue and
// the tables of errors. Run: node --conditions=source scripts/generate-docs.ts
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { ERRORS, type ErrorCode } from '@vedette/sdk';
import { EXIT_CODES, flagsOf, OUTCOMES, type Command, type Flag, type Permission } from '@vedette/commands';
import { readCommands } from './generate-catalog.ts';
import { kqlPage } from './kql-page.ts';

const WRITTEN = '<!-- Written by scripts/generate-docs.ts. Do not edit. -->';
const BEGIN = '<!-- permissions: written by scripts/generate-docs.ts -->';
const END = '<!-- end of permissions -->';

const API_NAMES = {
  graph: 'Microsoft Graph',
  endpoint: 'WindowsDefenderATP',
  xdr: 'Microsoft Threat Protection',
};

const page = (name: string): string => fileURLToPath(new URL(`../docs/${name}`, import.meta.url));

/** The pages as they should be, by file. */
export async function pages(): Promise<Map<string, string>> {
  const commands = (await readCommands()).map(({ command }) => command);
  const texts: [string, string][] = [
    ['commands.md', commandsPage(commands)],
    ['errors.md', errorsPage()],
    ['kql.md', [WRITTEN, ...kqlPage(table)].join('\n\n')],
  ];
  const signIn = page('sign-in.md');
  if (existsSync(signIn))
    texts.push(['sign-in.md', withPermissions(await readFile(signIn, 'utf8'), commands)]);
  const formatted = texts.map(async ([name, text]): Promise<[string, string]> => {
    const file = page(name);
    return [file, await format(text, { ...(await resolveConfig(file)), filepath: file })];
  });
  return new Map(await Promise.all(formatted));
}

function commandsPage(commands: readonly Command[]): string {
  const sections = commands.map((command) => {
    const words = command.words ?? command.id.split('.');
    const flags = flagsOf(command);
    const bare = flags
      .filter((flag) => flag.position !== undefined)
      .toSorted((a, b) => a.position! - b.position!);
    const usage = [
      'vedette',
      ...words,
      ...bare.map(({ name, required }) => (required ? `<${name}>` : `[${name}]`)),
    ];
    return [
      `## ${words.join(' ')}`,
      `${command.summary}. Id \`${command.id}\`, \`POST /v1/${command.id.replace('.', '/')}\`, MCP tool \`${command.id.replace('.', '_')}\`. Effect: ${command.effect}.`,
      `\`\`\`\n${usage.join(' ')}${flags.length > bare.length ? ' [flags]' : ''}\n\`\`\``,
      ...(flags.length > 0 ? [table(['Flag', 'Value', 'Default', 'What'], flags.map(flagRow))] : []),
      permissionsText(command.permissions),
      ...command.examples.map(({ cli, why }) => `- \`vedette ${cli}\`: ${why}`),
    ].join('\n\n');
  });
  return [
    WRITTEN,
    '# Commands',
    'Every command also takes the flags that `vedette help flags` lists: profile, output, `--dry-run`. A flag that is yes or no is switched off by `--no-FLAG`; a list is given by commas or by repeating the flag.',
    ...sections,
  ].join('\n\n');
}

function flagRow(flag: Flag): string[] {
  const value = flag.choices ? flag.choices.join(', ') : flag.kind === 'boolean' ? 'yes or no' : flag.kind;
  const fallback = flag.required
    ? 'required'
    : flag.fallback === undefined
      ? ''
      : JSON.stringify(flag.fallback);
  return [`\`--${flag.name}\``, flag.many ? `list: ${value}` : value, fallback, flag.description];
}

function permissionsText(permissions: readonly Permission[]): string {
  if (permissions.length === 0) return 'Needs no permission.';
  const rows = permissions.map((one) => [
    API_NAMES[one.audience],
    one.application.join(' or '),
    one.delegated.join(' or '),
    one.role ?? '',
  ]);
  return table(['API', 'Application permission', 'Delegated permission', 'Role of a signed-in user'], rows);
}

function errorsPage(): string {
  const exits = Object.entries(EXIT_CODES).map(([code, meaning]) => [code, meaning]);
  const sections = (Object.keys(ERRORS) as ErrorCode[]).map((code) => {
    const { title, advice } = ERRORS[code];
    const { exit, http, mcp } = OUTCOMES[code];
    return `## ${code}\n\n${title}. ${advice}\n\nExit code ${exit} · HTTP ${http} · MCP error \`${mcp}\``;
  });
  return [
    WRITTEN,
    '# Errors',
    'A code is permanent: scripts may rely on it. Beside it an error carries a sentence that says what happened, what to do, whether anything was changed and, when a service answered, its status, its own code and the request id.',
    table(['Exit code', 'Meaning'], exits),
    ...sections,
  ].join('\n\n');
}

function withPermissions(text: string, commands: readonly Command[]): string {
  const rows = commands.flatMap(({ id, words, permissions }) =>
    permissions.map((one, index) => [
      index === 0 ? `\`${(words ?? id.split('.')).join(' ')}\`` : '',
      API_NAMES[one.audience],
      one.application[0] ?? '',
      one.delegated[0] ?? '',
      one.role ?? '',
    ]),
  );
  const block = table(['Command', 'API', 'Application', 'Delegated', 'Role of a signed-in user'], rows);
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin)
    throw new Error('docs/sign-in.md has lost the marks of its table of permissions');
  return `${text.slice(0, begin + BEGIN.length)}\n\n${block}\n\n${text.slice(end)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

if (import.meta.main) {
  for (const [file, text] of await pages()) await writeFile(file, text);
}
