import type { Flag, FlagValue } from './flag.ts';
import { nameFlag, refuseFlag, takeValue } from './read-flags.ts';

export interface Named {
  readonly words: readonly string[];
}

export interface Located<E extends Named> {
  readonly entry: E | undefined;
  /** The words that led there: all of the command's, or as many as made sense. */
  readonly path: readonly string[];
  /** Global flags that stood before or between the words. */
  readonly flags: Record<string, FlagValue>;
  readonly rest: readonly string[];
}

/** Finds the command that the first words name; global flags may stand anywhere between them. */
export function locate<E extends Named>(
  words: readonly string[],
  entries: readonly E[],
  globals: readonly Flag[],
): Located<E> {
  const flags: Record<string, FlagValue> = {};
  const path: string[] = [];
  let at = 0;
  for (; at < words.length; at += 1) {
    const token = words[at] ?? '';
    const named = nameFlag(token, globals);
    if (named) {
      const { value, used } = takeValue(named, words[at + 1]);
      flags[named.flag.name] = value;
      if (used) at += 1;
      continue;
    }
    const longer = [...path, token];
    if (!entries.some((entry) => longer.every((word, index) => entry.words[index] === word))) break;
    path.push(token);
  }
  const entry = entries.find(
    ({ words: own }) => own.length === path.length && own.every((word, index) => path[index] === word),
  );
  return { entry, path, flags, rest: words.slice(at) };
}

/**
 * Takes the global flags out of what follows a command, and leaves its own flags with their values alone, so
 * that `--comment -v` is a comment.
 *
 * @throws VedetteError MDE_INPUT for a flag that neither knows.
 */
export function takeGlobals(
  words: readonly string[],
  globals: readonly Flag[],
  own: readonly Flag[],
  help: string,
): { flags: Record<string, FlagValue>; rest: string[] } {
  const flags: Record<string, FlagValue> = {};
  const rest: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const token = words[at] ?? '';
    if (token === '--') {
      rest.push(...words.slice(at));
      break;
    }
    const mine = nameFlag(token, own);
    const named = mine ? undefined : nameFlag(token, globals);
    if (named) {
      const { value, used } = takeValue(named, words[at + 1]);
      flags[named.flag.name] = value;
      if (used) at += 1;
      continue;
    }
    if (!mine && /^--|^-[A-Za-z]/.test(token)) refuseFlag(token, [...own, ...globals], help);
    rest.push(token);
    const next = words[at + 1];
    if (mine && mine.flag.takes !== 'nothing' && mine.inline === undefined && next !== undefined) {
      rest.push(next);
      at += 1;
    }
  }
  return { flags, rest };
}
