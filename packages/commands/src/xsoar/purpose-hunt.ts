import { VedetteError } from '@vedette/sdk';
import {
  lacking,
  purposeQuery,
  unusable,
  type Lacking,
  type Purpose,
  type PurposeFamily,
  type Selection,
} from '@vedette/hunting/purposes';
import type { CommandContext } from '../context.ts';
import type { Argument, Given } from './arguments.ts';
import type { XsoarCommand } from './command.ts';
import type { Entry } from './entry.ts';
import { ASK, DEVICE_SELECTORS } from './purpose-arguments.ts';
import { printTable } from './table.ts';
import { callOptions } from './time-allowed.ts';
import { minutesBack } from './time-range.ts';

type Row = Readonly<Record<string, unknown>>;

/** One of the hunting helpers of the integration. */
export interface PurposeHunt {
  /** What follows `microsoft-atp-advanced-hunting-` in its name. */
  readonly name: string;
  readonly summary: string;
  readonly family: PurposeFamily;
  /** What follows `MicrosoftATP.` in the context. */
  readonly context: string;
  /** Besides devices and what all of them take. */
  readonly arguments: readonly Argument[];
}

/** The integration misspells one purpose; playbooks hold it so. */
const MISSPELT: Readonly<Record<string, string>> = {
  'process-execution-powershell': 'process_excecution_powershell',
};

const ARGUMENTS: Readonly<Partial<Record<keyof Selection, string>>> = {
  devices: 'device_name',
  deviceIds: 'device_id',
  files: 'file_name',
  sha1: 'sha1',
  sha256: 'sha256',
  md5: 'md5',
  users: 'username',
  commandLine: 'process_cmd',
  moreAddressesThan: 'remote_ip_count',
};

const WANTED: Readonly<Record<Lacking, string>> = {
  selector: 'device_name, device_id, file_name, sha1, sha256 or md5',
  device: 'device_name or device_id',
  file: 'file_name, sha1, sha256 or md5',
  user: 'username',
  'command-line': 'process_cmd',
};

const xsoarName = ({ id }: Purpose): string => MISSPELT[id] ?? id.replaceAll('-', '_');

/** The command of a hunting helper: its arguments, its query and its place in the context. */
export function purposeHunt(hunt: PurposeHunt): XsoarCommand {
  const { family } = hunt;
  const several = family.purposes.length > 1;
  return {
    name: `microsoft-atp-advanced-hunting-${hunt.name}`,
    integration: 'Microsoft Defender for Endpoint',
    summary: hunt.summary,
    effect: 'read',
    now: [`hunt ${family.id}`],
    arguments: [
      ...(several ? [purposeArgument(family)] : []),
      ...DEVICE_SELECTORS,
      ...hunt.arguments,
      ...ASK,
    ],
    run: (context, given) => run(context, given, hunt),
  };
}

function purposeArgument(family: PurposeFamily): Argument {
  const misspelt = family.purposes.filter(({ id }) => id in MISSPELT);
  return {
    name: 'query_purpose',
    kind: 'choice',
    required: true,
    default: '',
    options: family.purposes.map(xsoarName),
    renamed: Object.fromEntries(misspelt.map((one) => [one.id.replaceAll('-', '_'), xsoarName(one)])),
    summary: 'What to look for',
  };
}

async function run(context: CommandContext, given: Given, hunt: PurposeHunt): Promise<Entry> {
  const { family } = hunt;
  const wanted = given.text('query_purpose');
  const purpose = family.purposes.find((one) => xsoarName(one) === wanted) ?? family.purposes[0];
  const selection = selectionFrom(context, given, purpose);
  const minutesAgo = minutesBack(given.text('time_range'));
  const query = purposeQuery(purpose, {
    selection,
    from: minutesAgo === undefined ? undefined : { minutesAgo },
    limit: given.number('limit') ?? 50,
    page: given.number('page') ?? 1,
  });
  const { hunting } = await context.defender();
  const answer = await hunting.run(query, callOptions(context, given));
  const found: Row[] = [];
  for await (const batch of answer.rows) {
    for (const row of batch) {
      found.push(Object.fromEntries(answer.columns.map(({ name }, at) => [name, row[at]])));
    }
  }
  const table = printTable(
    `${family.title} hunt${purpose.id === '' ? '' : ` (${xsoarName(purpose)})`}`,
    answer.columns.map(({ name }) => ({ header: name, value: (row: Row) => row[name] })),
    found,
    { hideEmpty: true },
  );
  const path = `MicrosoftATP.${hunt.context}.Result${purpose.id === '' ? '' : `.${xsoarName(purpose)}`}`;
  const shown = /^(true|yes|1)$/i.test(given.text('show_query')?.trim() ?? '');
  return {
    outputs: found.length === 0 ? {} : { [path]: found },
    readable: shown ? `### Query\n\`\`\`kusto\n${fenced(query)}\n\`\`\`\n${table}` : table,
    raw: found,
  };
}

/** Back-ticks stand in literals only, and there an escape is the same text. */
function fenced(query: string): string {
  return query.replaceAll('`', '\\u0060');
}

function selectionFrom(context: CommandContext, given: Given, purpose: Purpose): Selection {
  const selection: Selection = {
    devices: given.list('device_name'),
    deviceIds: given.list('device_id'),
    files: given.list('file_name'),
    sha1: given.list('sha1'),
    sha256: given.list('sha256'),
    md5: given.list('md5'),
    users: given.list('username'),
    commandLine: given.text('process_cmd'),
    moreAddressesThan: given.number('remote_ip_count'),
    match: given.text('query_operation') === 'and' ? 'all' : 'any',
    exact: false,
  };
  for (const unused of unusable(purpose, selection)) {
    context.note(`${ARGUMENTS[unused]} has no effect with query_purpose=${xsoarName(purpose)}.`);
  }
  const missing = lacking(purpose, selection);
  if (missing.length > 0) {
    const name = purpose.id === '' ? 'This hunt' : xsoarName(purpose);
    throw new VedetteError('MDE_INPUT', `${name} needs to be told what to look at.`, {
      advice: `Add ${missing.map((one) => WANTED[one]).join(', and ')}.`,
      facts: { missing },
    });
  }
  return selection;
}
