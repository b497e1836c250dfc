import { catalog } from '@vedette/commands';
import type { CatalogEntry, Command } from '@vedette/commands';

/** A command line that the binary knows, before anything of it is loaded. */
export interface Entry {
  readonly words: readonly string[];
  readonly summary: string;
  /** Heading in the overview. */
  readonly group: string;
  /** Commands of the catalogue only. */
  readonly load?: (() => Promise<Command>) | undefined;
  readonly profile?: CatalogEntry['profile'] | undefined;
}

/** Headings of the overview, in order, with the first parts of the command ids below them. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'Sign-in': ['auth'],
  'Incidents and alerts': ['incident', 'alert'],
  Mirror: ['mirror'],
};

/** What belongs to the terminal alone and therefore not to the catalogue. */
const OWN: readonly Entry[] = [
  {
    words: ['run'],
    summary: "Run a Cortex XSOAR command, such as '!msg-auth-test'",
    group: 'Playbooks',
  },
  { words: ['simulate'], summary: 'Run a pretended Microsoft cloud on this machine', group: 'This machine' },
  { words: ['completion'], summary: 'Completion for bash, zsh, fish or powershell', group: 'This machine' },
  { words: ['help'], summary: 'Explain a command, or the flags of all commands', group: 'This machine' },
  { words: ['version'], summary: 'Say which Vedette this is', group: 'This machine' },
];

function groupOf(id: string): string {
  const [noun = ''] = id.split('.');
  return Object.keys(GROUPS).find((title) => GROUPS[title]?.includes(noun)) ?? 'More';
}

function placeOf({ group }: Entry): number {
  return [...Object.keys(GROUPS), 'More'].indexOf(group);
}

export const ENTRIES: readonly Entry[] = [
  ...Object.entries<CatalogEntry>(catalog)
    .map(([id, entry]): Entry => ({ ...entry, group: groupOf(id) }))
    .toSorted((a, b) => placeOf(a) - placeOf(b)),
  ...OWN,
];
