import { VedetteError } from '@vedette/sdk';
import type { WarRoomArgument } from './war-room.ts';

/**
 * What an argument holds. `choice` is matched without regard to case and given in the spelling of the table;
 * `choices` and `list` are comma-separated, trimmed: words of the table, and any.
 */
export type ArgumentKind = 'text' | 'number' | 'seconds' | 'choice' | 'choices' | 'list' | 'json';

export interface Argument {
  readonly name: string;
  readonly kind: ArgumentKind;
  readonly summary: string;
  readonly required?: true;
  /** Used when the argument is absent, in the words of the line. */
  readonly default?: string;
  readonly options?: readonly string[];
  /** Accepted besides the options: what the API knows and the integration did not offer. */
  readonly also?: readonly string[];
  /** Words of an older API and what they are called today. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** The value may stand without its name. */
  readonly unnamed?: true;
  /** Accepted and not used, with the reason, which the person is told. */
  readonly unused?: string;
  readonly min?: number;
  readonly max?: number;
}

/** The arguments of one call, validated. */
export interface Given {
  /** Was it written on the line? An empty value counts; a default does not. */
  has(name: string): boolean;
  /** Absent when not given and without default; empty text only where `has` says it was written. */
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  list(name: string): readonly string[];
  json(name: string): Readonly<Record<string, unknown>> | undefined;
}

/** Characters of one value, unless the argument says less. Defender refuses far earlier. */
const LONGEST = 65_536;
const LARGEST = 100_000;
/** Seconds: a day. */
const LONGEST_WAIT = 86_400;

/**
 * Sorts the values of a line to the arguments of a command and checks them all before anything is sent.
 *
 * @throws VedetteError MDE_INPUT naming the argument and where it stands.
 */
export function readArguments(
  command: string,
  known: readonly Argument[],
  written: readonly WarRoomArgument[],
): Given {
  const byName = new Map(known.map((argument) => [argument.name, argument]));
  const values = new Map<string, unknown>();
  for (const piece of written) {
    const name = piece.name ?? known.find((argument) => argument.unnamed)?.name;
    if (name === undefined) {
      throw refused(`${command} takes no value without a name`, piece, names(known));
    }
    const argument = byName.get(name);
    if (argument === undefined) {
      throw refused(`${command} has no argument ${name}`, piece, names(known));
    }
    if (values.has(name)) throw refused(`${name} is given twice`, piece, 'Give it once.');
    values.set(name, read(argument, piece));
  }
  const present = new Set(values.keys());
  for (const argument of known) {
    if (present.has(argument.name)) continue;
    if (argument.default !== undefined) {
      values.set(
        argument.name,
        read(argument, { name: argument.name, value: argument.default, at: 0, raw: true }),
      );
    } else if (argument.required) {
      throw new VedetteError('MDE_INPUT', `${command} needs ${argument.name}.`, {
        advice: `Add ${argument.name}=…`,
        facts: { argument: argument.name },
      });
    }
  }
  return {
    has: (name) => present.has(name),
    text: (name) => values.get(name) as string | undefined,
    number: (name) => values.get(name) as number | undefined,
    list: (name) => (values.get(name) as readonly string[] | undefined) ?? [],
    json: (name) => values.get(name) as Readonly<Record<string, unknown>> | undefined,
  };
}

function read(argument: Argument, piece: WarRoomArgument): unknown {
  const { value } = piece;
  if (value.length > LONGEST) {
    throw refused(`${argument.name} is too long`, piece, 'Shorten it.');
  }
  if (!piece.raw && /\$\{[^}]*\}/.test(value)) {
    throw refused(
      `${argument.name} refers to an incident context, and there is none here`,
      piece,
      'Write the value itself, or put it in back-ticks if it is meant as text.',
    );
  }
  if (argument.required && value.trim() === '') {
    throw refused(`${argument.name} is empty`, piece, 'Give it a value.');
  }
  switch (argument.kind) {
    case 'text':
      return value;
    case 'number':
    case 'seconds':
      return value.trim() === '' ? undefined : readNumber(argument, piece);
    case 'choice':
      return value.trim() === '' ? undefined : choose(argument, value.trim(), piece);
    case 'choices':
      return split(value).map((word) => choose(argument, word, piece));
    case 'list':
      return split(value);
    case 'json':
      return value.trim() === '' ? undefined : readJson(argument, piece);
  }
}

function readNumber(argument: Argument, piece: WarRoomArgument): number {
  const number = Number(piece.value);
  const min = argument.min ?? 1;
  const max = argument.max ?? (argument.kind === 'seconds' ? LONGEST_WAIT : LARGEST);
  if (!/^\s*-?\d+(\.0+)?\s*$/.test(piece.value) || number < min || number > max) {
    throw refused(
      `${argument.name} is not a whole number from ${min} to ${max}`,
      piece,
      `Give a number from ${min} to ${max}.`,
    );
  }
  return number;
}

function choose(argument: Argument, word: string, piece: WarRoomArgument): string {
  const renamed = Object.entries(argument.renamed ?? {}).find(([old]) => same(old, word))?.[1];
  if (renamed !== undefined) return renamed;
  const words = [...(argument.options ?? []), ...(argument.also ?? [])];
  const chosen = words.find((option) => same(option, word));
  if (chosen === undefined) {
    throw refused(`${argument.name} has an unknown value`, piece, `Choose one of: ${words.join(', ')}.`);
  }
  return chosen;
}

function readJson(argument: Argument, piece: WarRoomArgument): Readonly<Record<string, unknown>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(piece.value);
  } catch (cause) {
    throw refused(
      `${argument.name} is not JSON`,
      piece,
      `Put it in back-ticks: ${argument.name}=\`{"$top":5}\`.`,
      cause,
    );
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw refused(`${argument.name} is not a JSON object`, piece, `Write ${argument.name}=\`{"$top":5}\`.`);
  }
  return parsed as Readonly<Record<string, unknown>>;
}

function split(value: string): string[] {
  return value
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function names(known: readonly Argument[]): string {
  return known.length === 0
    ? 'It takes no arguments.'
    : `Its arguments: ${known.map((argument) => argument.name).join(', ')}.`;
}

function refused(what: string, piece: WarRoomArgument, advice: string, cause?: unknown): VedetteError {
  const where = piece.at > 0 ? ` (character ${piece.at})` : '';
  return new VedetteError('MDE_INPUT', `${what}${where}.`, {
    advice,
    facts: { argument: piece.name, position: piece.at },
    cause,
  });
}
