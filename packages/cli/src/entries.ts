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

const GROUPS: Readonly<Record<string, string>> = {
  incident: 'Incidents and alerts',
  alert: 'Incidents and alerts',
  mirror: 'Mirror',
};

/** What belongs to the terminal alone and therefore not to the catalogue. */
const OWN: readonly Entry[] = [
  {
    words: ['run'],
    summary: "Run a Cortex XSOAR command: vedette run '!NAME arg=value …'",
    group: 'Playbooks',
  },
  { words: ['simulate'], summary: 'Run a pretended Microsoft cloud on this machine', group: 'This machine' },
  { words: ['completion'], summary: 'Completion for bash, zsh, fish or powershell', group: 'This machine' },
  { words: ['help'], summary: 'Explain a command, or the flags of all commands', group: 'This machine' },
  { words: ['version'], summary: 'Say which Vedette this is', group: 'This machine' },
];

export const ENTRIES: readonly Entry[] = [
  ...Object.values<CatalogEntry>(catalog).map((entry) => ({
    ...entry,
    group: entry.words.length === 1 ? 'Sign-in' : (GROUPS[entry.words[0] ?? ''] ?? 'More'),
  })),
  ...OWN,
];
