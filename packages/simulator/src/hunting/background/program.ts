import { createHash } from 'node:crypto';
import { LINUX_PROGRAMS, MAC_PROGRAMS } from './unix-programs.ts';
import { WINDOWS_APPLICATIONS } from './windows-applications.ts';
import { WINDOWS_PROGRAMS } from './windows-programs.ts';

/** Whose account a process runs under. */
export type Owner = (typeof OWNERS)[number];
export const OWNERS = ['system', 'local', 'network', 'user', 'root'] as const;

export type Maker = readonly [company: string, product: string, version: string];

export type ProgramLine = readonly [
  name: string,
  folder: string,
  maker: Maker,
  description: string,
  /** How it is usually started; empty: by its name alone. */
  commandLine: string,
  owner: Owner,
  parent: string,
];

/** One program of the house, as event tables describe the file and its process. */
export interface Program {
  readonly name: string;
  /** With the file's name at its end, as the event tables have it. */
  readonly path: string;
  readonly company: string;
  readonly product: string;
  readonly description: string;
  readonly version: string;
  readonly size: number;
  readonly sha1: string;
  readonly sha256: string;
  readonly md5: string;
  readonly commandLine: string;
  readonly owner: Owner;
  readonly parent: string;
}

const ALL = new Map<string, Program>();
for (const lines of [WINDOWS_PROGRAMS, WINDOWS_APPLICATIONS, LINUX_PROGRAMS, MAC_PROGRAMS])
  for (const line of lines) {
    const program = programOf(line, line[1].startsWith('/') ? '/' : '\\');
    ALL.set(program.name.toLowerCase(), program);
  }

export const programs: readonly Program[] = [...ALL.values()];

/** @throws RangeError for a program that is not of the house: a mistake in a table beside this file. */
export function program(name: string): Program {
  const found = ALL.get(name.toLowerCase());
  if (found === undefined) throw new RangeError(`no program ${name}`);
  return found;
}

/** The program of a name, or undefined for one that the house does not have. */
export function knownProgram(name: string | null): Program | undefined {
  return name === null ? undefined : ALL.get(name.toLowerCase());
}

function programOf(line: ProgramLine, slash: string): Program {
  const [name, folder, maker, description, commandLine, owner, parent] = line;
  const [company, product, version] = maker;
  const digest = (algorithm: string): string =>
    createHash(algorithm).update(`${name} ${version}`).digest('hex');
  const path = `${folder}${slash}${name}`;
  return {
    name,
    path,
    company,
    product,
    description,
    version,
    size: 20_480 + (Number.parseInt(digest('md5').slice(0, 6), 16) % 4_000_000),
    sha1: digest('sha1'),
    sha256: digest('sha256'),
    md5: digest('md5'),
    commandLine: commandLine === '' ? name : commandLine,
    owner,
    parent,
  };
}
