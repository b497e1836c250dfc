import { nearest } from '@vedette/commands';
import { VedetteError } from '@vedette/sdk';
import type { Flag, FlagValue } from './flag.ts';

export interface Words {
  readonly flags: Readonly<Record<string, FlagValue>>;
  /** Words that are no flags, in order. */
  readonly rest: readonly string[];
}

/** What a token names: the flag, the value written into the same token, and whether it was negated. */
export interface NamedFlag {
  readonly flag: Flag;
  readonly inline: string | undefined;
  readonly negated: boolean;
}

/** Looks a token such as `--limit=5`, `--no-color` or `-h` up in a table of flags. */
export function nameFlag(token: string, flags: readonly Flag[]): NamedFlag | undefined {
  if (token.startsWith('--')) {
    const equals = token.indexOf('=');
    const name = equals === -1 ? token.slice(2) : token.slice(2, equals);
    const inline = equals === -1 ? undefined : token.slice(equals + 1);
    const exact = flags.find((flag) => flag.name === name || flag.alias === name);
    if (exact) return { flag: exact, inline, negated: false };
    const positive = name.startsWith('no-') ? flags.find((flag) => flag.name === name.slice(3)) : undefined;
    return positive?.negatable ? { flag: positive, inline, negated: true } : undefined;
  }
  const short = /^-([A-Za-z])$/.exec(token)?.[1];
  const flag = short === undefined ? undefined : flags.find((one) => one.short === short);
  return flag && { flag, inline: undefined, negated: false };
}

/** Takes the value of a flag out of its own token or out of the one that follows. */
export function takeValue(named: NamedFlag, next: string | undefined): { value: FlagValue; used: boolean } {
  const { flag, inline, negated } = named;
  if (flag.takes === 'nothing') {
    if (inline !== undefined && inline !== 'true' && inline !== 'false')
      throw new VedetteError('MDE_INPUT', `--${flag.name} takes no value`);
    return { value: (inline !== 'false') !== negated, used: false };
  }
  const text = inline ?? next;
  if (text === undefined)
    throw new VedetteError('MDE_INPUT', `--${flag.name} needs a value`, {
      advice: `Write --${flag.name} ${flag.placeholder ?? 'VALUE'}.`,
    });
  if (flag.values && !flag.values.includes(text))
    throw new VedetteError('MDE_INPUT', `--${flag.name} cannot be "${text}"`, {
      advice: `It is one of: ${flag.values.join(', ')}.`,
    });
  if (flag.takes === 'text') return { value: text, used: inline === undefined };
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number))
    throw new VedetteError('MDE_INPUT', `--${flag.name} needs a number, not "${text}"`);
  return { value: number, used: inline === undefined };
}

/** @throws VedetteError MDE_INPUT with the flag that was probably meant. */
export function refuseFlag(token: string, flags: readonly Flag[], help: string): never {
  const name = token.replace(/^-+/, '').replace(/=.*$/s, '');
  const meant = nearest(
    name,
    flags.flatMap((flag) => (flag.negatable ? [flag.name, `no-${flag.name}`] : [flag.name])),
  );
  throw new VedetteError('MDE_INPUT', `There is no flag ${token.replace(/=.*$/s, '')}`, {
    advice: meant ? `Did you mean --${meant}? See: ${help}` : `See: ${help}`,
  });
}

/** Reads words against one table of flags. `help` is the command line that lists them. */
export function readFlags(words: readonly string[], flags: readonly Flag[], help: string): Words {
  const found: Record<string, FlagValue> = {};
  const rest: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const token = words[at] ?? '';
    if (token === '--') {
      rest.push(...words.slice(at + 1));
      break;
    }
    if (!token.startsWith('-') || token === '-') {
      rest.push(token);
      continue;
    }
    const named = nameFlag(token, flags) ?? refuseFlag(token, flags, help);
    const { value, used } = takeValue(named, words[at + 1]);
    if (used) at += 1;
    const before = found[named.flag.name];
    found[named.flag.name] = named.flag.many
      ? [...(Array.isArray(before) ? (before as string[]) : []), String(value)]
      : value;
  }
  return { flags: found, rest };
}
