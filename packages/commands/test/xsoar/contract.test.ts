import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Argument } from '../../src/xsoar/arguments.ts';
import { DIFFERENCES } from '../../src/xsoar/differences.ts';
import { XSOAR_COMMANDS } from '../../src/xsoar/names/index.ts';

const file = (name: string): string =>
  fileURLToPath(new URL(`../../../../../shared/xsoar/commands-${name}.json`, import.meta.url));
const present = existsSync(file('xdr-and-graph')) && existsSync(file('endpoint'));
const why = present ? '' : ' (skipped: ../shared/xsoar is not here)';

interface Contract {
  readonly name: string;
  /** Only where one file holds those of several. */
  readonly integration?: string;
  readonly args: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly default: string | null;
    readonly options: readonly string[] | null;
    readonly isArray: boolean;
    readonly default_argument?: boolean;
    readonly isDefaultArg?: boolean;
  }[];
}

/** What the collector and other integrations call the same is not meant. */
const INTEGRATIONS = [
  'Microsoft 365 Defender',
  'Microsoft Defender for Endpoint',
  'Microsoft Graph Security',
];

async function read(name: string): Promise<Contract[]> {
  return JSON.parse(await readFile(file(name), 'utf8')) as Contract[];
}

function isExplained(command: string, argument: string): boolean {
  return DIFFERENCES.some((row) => row.commands.includes(command) && row.arguments?.includes(argument));
}

describe.skipIf(!present)(`the contract of the XSOAR names${why}`, () => {
  let contracts: readonly Contract[] = [];
  beforeAll(async () => {
    const endpoint = (await read('endpoint')).map((one) => ({
      ...one,
      integration: 'Microsoft Defender for Endpoint',
    }));
    contracts = [...(await read('xdr-and-graph')), ...endpoint].filter(({ integration }) =>
      INTEGRATIONS.includes(integration ?? ''),
    );
  });

  it.each(XSOAR_COMMANDS.map((command) => [command.name, command] as const))(
    '%s has the arguments, defaults and options of the integration',
    (name, command) => {
      const contract = contracts.find((candidate) => candidate.name === name);
      expect(contract?.integration).toBe(command.integration);
      expect(command.arguments.map((own) => own.name).toSorted()).toEqual(
        contract?.args.map((argument) => argument.name).toSorted(),
      );
      for (const argument of contract?.args ?? []) {
        const own = command.arguments.find((candidate) => candidate.name === argument.name) as Argument;
        const label = `${name} ${argument.name}`;
        expect(own.required ?? false, label).toBe(argument.required);
        expect(own.default ?? null, label).toBe(argument.default);
        expect(own.options?.toSorted() ?? [], label).toEqual(argument.options?.toSorted() ?? []);
        expect(own.unnamed ?? false, label).toBe(argument.default_argument ?? argument.isDefaultArg ?? false);
        const isList = own.kind === 'list' || own.kind === 'choices';
        if (isList !== argument.isArray) expect(isExplained(name, argument.name), label).toBe(true);
      }
    },
  );
});

describe('the table of differences', () => {
  it('names commands and arguments that exist', () => {
    for (const { commands, arguments: own = [] } of DIFFERENCES) {
      const named = XSOAR_COMMANDS.filter(({ name }) => commands.includes(name));
      expect(commands.filter((name) => name !== '*')).toEqual(
        commands.filter((name) => named.some((command) => command.name === name)),
      );
      for (const argument of own) {
        expect(
          named.some((command) => command.arguments.some(({ name }) => name === argument)),
          argument,
        ).toBe(true);
      }
    }
  });
});
