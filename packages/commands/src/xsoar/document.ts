import { routeDifferences } from '@vedette/sdk';
import type { Argument } from './arguments.ts';
import { DIFFERENCES } from './differences.ts';
import { XSOAR_COMMANDS } from './names/index.ts';

/** The part of `docs/xsoar.md` that follows from the tables: names, arguments, differences. Markdown. */
export function describeXsoar(): string {
  const names = XSOAR_COMMANDS.map(({ name, summary, now }) => [
    `[\`!${name}\`](#${name})`,
    summary,
    now.map((command) => `\`vedette ${command}\``).join(', '),
  ]);
  const details = XSOAR_COMMANDS.map(
    ({ name, summary, arguments: own }) =>
      `### ${name}\n\n${summary}.\n\n${own.length === 0 ? 'No arguments.' : argumentTable(own)}`,
  );
  const differences = DIFFERENCES.map(({ commands, arguments: own = [], paths = [], there, here, why }) => {
    const about = [...commands.map((name) => (name === '*' ? 'all' : name)), ...own, ...paths];
    return `- ${about.map((word) => `\`${word}\``).join(', ')}\n  - there: ${there}\n  - here: ${here}\n  - why: ${why}`;
  });
  return [
    '## The names',
    table(['Name', 'What it does', "Vedette's own command"], names),
    ...details,
    '## What is different, and why',
    differences.join('\n'),
    '## What one route does not carry',
    routes(),
  ].join('\n\n');
}

/** Fields of the same reason on one line: there are many. */
function routes(): string {
  const groups = Map.groupBy(routeDifferences(), ({ noun, api, givenBy, why }) =>
    [noun, api, givenBy, why].join('|'),
  );
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { noun, api, givenBy, why } = first;
      const who =
        givenBy === 'both' ? 'differ' : `only ${givenBy === 'graph' ? 'Microsoft Graph' : 'the native API'}`;
      const native = { xdr: 'Defender XDR', endpoint: 'Defender for Endpoint', both: 'either native API' }[
        api
      ];
      return [
        `- ${noun}, compared with ${native}, ${who}: ${group.map(({ field }) => `\`${field}\``).join(', ')}. ${why}.`,
      ];
    })
    .join('\n');
}

function argumentTable(own: readonly Argument[]): string {
  return table(
    ['Argument', 'Default', 'Values', 'What it is'],
    own.map((argument) => [
      `\`${argument.name}\`${argument.required ? ' (required)' : ''}`,
      argument.default ? `\`${argument.default}\`` : '',
      [...(argument.options ?? []), ...(argument.also ?? [])]
        .filter((word) => word !== '')
        .map((word) => `\`${word}\``)
        .join(', '),
      argument.unused === undefined ? argument.summary : `Without effect: ${argument.unused}`,
    ]),
  );
}

function table(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headers), `|${headers.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
