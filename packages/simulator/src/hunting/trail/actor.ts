import { createHash } from 'node:crypto';
import { integrityOf, elevationOf } from '../background/line.ts';
import { knownProgram, program, type Owner } from '../background/program.ts';
import type { Account, FileFacts, ProcessFacts } from '../../tenant/model.ts';
import type { Random } from '../../tenant/random.ts';
import { MINUTE, type Tick } from '../../tenant/tick.ts';

export interface FileColumns {
  readonly name: string | null;
  /** With the name at its end. */
  readonly path: string | null;
  readonly sha1: string | null;
  readonly sha256: string | null;
  readonly md5: string | null;
  readonly size: number | null;
  readonly company: string | null;
  readonly product: string | null;
  readonly description: string | null;
  readonly version: string | null;
  readonly originalName: string | null;
}

/** One process: what it is, how it was started, by whom and for whom. */
export interface Actor extends FileColumns {
  readonly id: number | null;
  readonly created: Tick | null;
  readonly commandLine: string | null;
  readonly owner: Owner;
  readonly account: Account | undefined;
  readonly parentName: string | null;
  readonly parentId: number | null;
  readonly parentCreated: Tick | null;
}

export function fileColumns(file: FileFacts | null): FileColumns {
  const known = knownProgram(file?.name ?? null);
  const folder = file?.path ?? null;
  const name = file?.name ?? null;
  const sha256 = file?.sha256 ?? null;
  const slash = folder?.startsWith('/') === true ? '/' : '\\';
  return {
    name,
    path:
      folder === null || name === null ? folder : `${folder}${folder.endsWith(slash) ? '' : slash}${name}`,
    sha1: file?.sha1 ?? null,
    sha256,
    md5: sha256 === null ? null : digest('md5', sha256),
    size: file?.size ?? null,
    company: file?.publisher ?? null,
    product: null,
    description: null,
    version: null,
    originalName: known?.name ?? name,
  };
}

/** The process of a piece of evidence, and its parent as far as it is known. */
export function evidenceActor(process: ProcessFacts): { actor: Actor; parent: Actor } {
  const account = process.account ?? undefined;
  const shared = { owner: 'user' as const, account };
  const parentName = process.parentImage?.name ?? null;
  return {
    actor: {
      ...fileColumns(process.image),
      ...shared,
      id: process.id,
      created: process.created,
      commandLine: process.commandLine,
      parentName,
      parentId: process.parentId,
      parentCreated: process.parentCreated,
    },
    parent: {
      ...fileColumns(process.parentImage),
      ...shared,
      id: process.parentId,
      created: process.parentCreated,
      commandLine: knownProgram(parentName)?.commandLine ?? parentName,
      parentName: knownProgram(parentName)?.parent ?? null,
      parentId: null,
      parentCreated: null,
    },
  };
}

/** A program of the house, run for somebody. Without a command line: as it usually runs, since a while. */
export function houseActor(
  name: string,
  random: Random,
  at: Tick,
  {
    commandLine,
    account,
    owner,
  }: { commandLine?: string; account?: Account | undefined; owner?: Owner } = {},
): Actor {
  const found = program(name);
  return {
    ...found,
    originalName: found.name,
    id: 4 * (1000 + random.below(14_000)),
    created: commandLine === undefined ? at - MINUTE - random.below(30 * MINUTE) : at,
    commandLine: commandLine ?? found.commandLine,
    owner: owner ?? found.owner,
    account,
    parentName: found.parent,
    parentId: 4 * (200 + random.below(800)),
    parentCreated: at - 60 * MINUTE - random.below(60 * MINUTE),
  };
}

/** A tool that the attacker brought along. */
export function tool(
  folder: string,
  name: string,
  random: Random,
  at: Tick,
  {
    commandLine,
    account,
    originalName = name,
    owner = 'user',
  }: {
    commandLine: string;
    account?: Account | undefined;
    originalName?: string;
    owner?: Owner;
  },
): Actor {
  return {
    name,
    path: `${folder}\\${name}`,
    sha1: digest('sha1', `tool ${originalName}`),
    sha256: digest('sha256', `tool ${originalName}`),
    md5: digest('md5', `tool ${originalName}`),
    size: 200_000 + (Number.parseInt(digest('md5', originalName).slice(0, 5), 16) % 900_000),
    company: null,
    product: null,
    description: null,
    version: null,
    originalName,
    id: 4 * (1000 + random.below(14_000)),
    created: at,
    commandLine,
    owner,
    account,
    parentName: null,
    parentId: null,
    parentCreated: null,
  };
}

const BUILT_IN: Readonly<Record<Exclude<Owner, 'user'>, readonly [string, string | null, string | null]>> = {
  system: ['system', 'nt authority', 'S-1-5-18'],
  local: ['local service', 'nt authority', 'S-1-5-19'],
  network: ['network service', 'nt authority', 'S-1-5-20'],
  root: ['root', null, null],
};

export function accountColumns(
  prefix: string,
  owner: Owner,
  account: Account | undefined,
): Record<string, unknown> {
  if (owner !== 'user') {
    const [name, domain, sid] = BUILT_IN[owner];
    return {
      [`${prefix}AccountName`]: name,
      [`${prefix}AccountDomain`]: domain,
      [`${prefix}AccountSid`]: sid,
    };
  }
  return {
    [`${prefix}AccountName`]: account?.account,
    [`${prefix}AccountDomain`]: account?.domain,
    [`${prefix}AccountSid`]: account?.sid,
    [`${prefix}AccountUpn`]: account?.principal,
    [`${prefix}AccountObjectId`]: account?.directoryId,
  };
}

/** Columns of the process that did it. Not every table has all of them. */
export function initiatingColumns(actor: Actor): Record<string, unknown> {
  const prefix = 'InitiatingProcess';
  return {
    ...accountColumns(prefix, actor.owner, actor.account),
    [`${prefix}FileName`]: actor.name,
    [`${prefix}FolderPath`]: actor.path,
    [`${prefix}SHA1`]: actor.sha1,
    [`${prefix}SHA256`]: actor.sha256,
    [`${prefix}MD5`]: actor.md5,
    [`${prefix}FileSize`]: actor.size,
    ...versionColumns(`${prefix}VersionInfo`, actor),
    [`${prefix}Id`]: actor.id,
    [`${prefix}CommandLine`]: actor.commandLine,
    [`${prefix}CreationTime`]: actor.created,
    [`${prefix}ParentId`]: actor.parentId,
    [`${prefix}ParentFileName`]: actor.parentName,
    [`${prefix}ParentCreationTime`]: actor.parentCreated,
    [`${prefix}IntegrityLevel`]: integrityOf(actor.owner),
    [`${prefix}TokenElevation`]: elevationOf(actor.owner),
    [`${prefix}SignatureStatus`]: actor.company === null ? 'Unsigned' : 'Valid',
    [`${prefix}SignerType`]: actor.company?.startsWith('Microsoft') === true ? 'OsVendor' : 'Unknown',
    [`${prefix}SessionId`]: actor.owner === 'user' ? 1 : 0,
    [`Is${prefix}RemoteSession`]: false,
  };
}

/** Columns of the process that was started. */
export function startedColumns(actor: Actor): Record<string, unknown> {
  return {
    ...accountColumns('', actor.owner, actor.account),
    ...imageColumns(actor),
    ...versionColumns('ProcessVersionInfo', actor),
    ProcessId: actor.id,
    ProcessCommandLine: actor.commandLine,
    ProcessCreationTime: actor.created,
    ProcessIntegrityLevel: integrityOf(actor.owner),
    ProcessTokenElevation: elevationOf(actor.owner),
    CreatedProcessSessionId: actor.owner === 'user' ? 1 : 0,
    IsProcessRemoteSession: false,
  };
}

export function imageColumns(file: FileColumns): Record<string, unknown> {
  return {
    FileName: file.name,
    FolderPath: file.path,
    SHA1: file.sha1,
    SHA256: file.sha256,
    MD5: file.md5,
    FileSize: file.size,
  };
}

function versionColumns(prefix: string, file: FileColumns): Record<string, unknown> {
  return {
    [`${prefix}CompanyName`]: file.company,
    [`${prefix}ProductName`]: file.product,
    [`${prefix}ProductVersion`]: file.version,
    [`${prefix}InternalFileName`]: file.originalName,
    [`${prefix}OriginalFileName`]: file.originalName,
    [`${prefix}FileDescription`]: file.description,
  };
}

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}
