import type { Entry } from '../entries.ts';
import { flagsOfCommand } from '../words/command-flags.ts';
import type { Flag } from '../words/flag.ts';
import { GLOBAL_FLAGS } from '../words/global-flags.ts';
import { locate } from '../words/locate.ts';
import { nameFlag } from '../words/read-flags.ts';
import { SIMULATE_FLAGS } from '../simulate/flags.ts';
import { COMPLETION_SCRIPTS } from './scripts.ts';

export interface Candidate {
  readonly value: string;
  readonly about: string;
}

/** `files`: the shell knows best which files there are. */
export type Candidates = readonly Candidate[] | 'files';

/** What only the machine knows, asked for when it is needed. */
export interface Known {
  readonly entries: readonly Entry[];
  profiles(): Promise<readonly string[]>;
}

/** What may stand where the last word is being typed. */
export async function candidates(words: readonly string[], known: Known): Promise<Candidates> {
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const { entry, path, rest } = locateQuietly(before, known.entries);
  const flags = await flagsFor(entry);
  const equals = typed.startsWith('--') ? typed.indexOf('=') : -1;
  if (equals > 0) {
    const named = nameFlag(typed, flags);
    const values = named ? await valuesOf(named.flag, known) : [];
    if (values === 'files') return values;
    return starting(
      typed,
      values.map(({ value, about }) => ({ value: typed.slice(0, equals + 1) + value, about })),
    );
  }
  const waiting = nameFlag(before.at(-1) ?? '', flags);
  if (waiting && waiting.flag.takes !== 'nothing' && waiting.inline === undefined) {
    const values = await valuesOf(waiting.flag, known);
    return values === 'files' ? values : starting(typed, values);
  }
  if (typed.startsWith('-')) return starting(typed, flags.flatMap(flagCandidates));
  if (rest.length > 0) return [];
  if (entry?.words[0] === 'completion')
    return starting(
      typed,
      Object.keys(COMPLETION_SCRIPTS).map((value) => ({ value, about: '' })),
    );
  const helped = path[0] === 'help' ? path.slice(1) : path;
  return starting(typed, nextWords(helped, known.entries));
}

function locateQuietly(
  words: readonly string[],
  entries: readonly Entry[],
): ReturnType<typeof locate<Entry>> {
  try {
    return locate(words[0] === 'help' ? words.slice(1) : words, entries, GLOBAL_FLAGS);
  } catch {
    // A line that is still being typed may hold a mistake; the command itself will say so.
    return { entry: undefined, path: [], flags: {}, rest: [] };
  }
}

async function flagsFor(entry: Entry | undefined): Promise<Flag[]> {
  if (entry?.words[0] === 'simulate') return [...SIMULATE_FLAGS];
  const own = entry?.load ? flagsOfCommand(await entry.load()).all : [];
  return [...own, ...GLOBAL_FLAGS];
}

function flagCandidates(flag: Flag): Candidate[] {
  const plain = { value: `--${flag.name}`, about: flag.describe };
  const negative = { value: `--no-${flag.name}`, about: `not: ${flag.describe}` };
  return flag.negatable ? [plain, negative] : [plain];
}

async function valuesOf(flag: Flag, known: Known): Promise<Candidates> {
  if (flag.placeholder === 'FILE') return 'files';
  if (flag.name === 'profile') return (await known.profiles()).map((value) => ({ value, about: 'profile' }));
  return (flag.values ?? []).map((value) => ({ value, about: '' }));
}

function nextWords(path: readonly string[], entries: readonly Entry[]): Candidate[] {
  const found = new Map<string, string>();
  for (const { words, summary } of entries) {
    const next = words[path.length];
    if (next === undefined || !path.every((word, at) => words[at] === word)) continue;
    found.set(next, words.length === path.length + 1 ? summary : `${next} …`);
  }
  return [...found].map(([value, about]) => ({ value, about }));
}

function starting(typed: string, all: readonly Candidate[]): Candidate[] {
  return all.filter(({ value }) => value.startsWith(typed));
}
