import { VedetteError, type Route } from '@vedette/sdk';
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
import { kebab } from '../flags.ts';
import { tableOf, type Table } from '../table.ts';
import { callOptions } from './filters.ts';
import { timeFrom } from './time.ts';

type Values = readonly string[] | undefined;

/** What the commands of canned hunts take, each of them some of it. */
export interface PurposeHuntInput {
  readonly purpose?: string | undefined;
  readonly device?: Values;
  readonly deviceId?: Values;
  readonly file?: Values;
  readonly sha1?: Values;
  readonly sha256?: Values;
  readonly md5?: Values;
  readonly user?: Values;
  readonly commandLine?: string | undefined;
  readonly moreAddressesThan?: number | undefined;
  readonly match: 'any' | 'all';
  readonly exact: boolean;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly limit: number;
  readonly page: number;
  readonly showQuery: boolean;
  readonly route?: Route | undefined;
}

/** Inputs by the name they have in a selection. */
const INPUTS: Readonly<Partial<Record<keyof Selection, keyof PurposeHuntInput>>> = {
  devices: 'device',
  deviceIds: 'deviceId',
  files: 'file',
  sha1: 'sha1',
  sha256: 'sha256',
  md5: 'md5',
  users: 'user',
  commandLine: 'commandLine',
  moreAddressesThan: 'moreAddressesThan',
};

const FLAGS: Readonly<Record<Lacking, string>> = {
  selector: '--device, --device-id, --file, --sha1, --sha256 or --md5',
  device: '--device or --device-id',
  file: '--file, --sha1, --sha256 or --md5',
  user: '--user',
  'command-line': '--command-line',
};

/** Runs one hunt of a family. */
export async function huntByPurpose(
  context: CommandContext,
  family: PurposeFamily,
  input: PurposeHuntInput,
): Promise<Table> {
  const query = queryFrom(family, input, context.now());
  if (input.showQuery) context.show(query);
  const { hunting } = await context.defender();
  const { columns, rows } = await hunting.run(query, callOptions(context, input));
  return tableOf({ columns, batches: rows });
}

function queryFrom(family: PurposeFamily, input: PurposeHuntInput, now: number): string {
  const purpose = family.purposes.find(({ id }) => id === (input.purpose ?? '')) ?? family.purposes[0];
  const selection = selectionFrom(input);
  check(family, purpose, selection);
  const from = timeFrom(input.since, now, 'since');
  return purposeQuery(purpose, {
    selection,
    from: from === undefined ? undefined : { at: from },
    before: timeFrom(input.until, now, 'until'),
    limit: input.limit,
    page: input.page,
  });
}

function selectionFrom(input: PurposeHuntInput): Selection {
  return {
    devices: input.device,
    deviceIds: input.deviceId,
    files: input.file,
    sha1: input.sha1,
    sha256: input.sha256,
    md5: input.md5,
    users: input.user,
    commandLine: input.commandLine,
    moreAddressesThan: input.moreAddressesThan,
    match: input.match,
    exact: input.exact,
  };
}

/** A selector that is missing would give the whole fleet, and one that is dropped would give too much unnoticed. */
function check(family: PurposeFamily, purpose: Purpose, selection: Selection): void {
  const name = `hunt ${family.id}${purpose.id === '' ? '' : ` ${purpose.id}`}`;
  const [unused] = unusable(purpose, selection);
  if (unused !== undefined) {
    const argument = INPUTS[unused] ?? unused;
    throw new VedetteError('MDE_INPUT', `${argument}: ${name} cannot select by it`, {
      advice: `Leave out --${kebab(argument)}.`,
      facts: { argument },
    });
  }
  const missing = lacking(purpose, selection);
  if (missing.length > 0) {
    throw new VedetteError('MDE_INPUT', `${name} needs to be told what to look at`, {
      advice: `Add ${missing.map((one) => FLAGS[one]).join(', and ')}.`,
      facts: { missing },
    });
  }
}
