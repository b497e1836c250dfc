import { VedetteError } from '@vedette/sdk';
import type * as z from 'zod';
import type { Command } from './define.ts';
import { flagsOf, kebab, type Flag } from './flags.ts';
import { inputProblem } from './input-problem.ts';
import { nearest } from './nearest.ts';

type Shape = Pick<Command, 'input' | 'positional'>;

/**
 * Reads what was typed after the words of a command: `--flag value`, `--flag=value`, `--flag`/`--no-flag` for
 * yes and no, lists by commas or by giving the flag again (`\,` is a comma inside a value), positional values,
 * and `--` after which nothing is a flag. Flags common to all commands must have been taken out before.
 *
 * @throws VedetteError MDE_INPUT naming the flag, and the one that was probably meant.
 */
export function inputFromWords<I extends z.ZodObject>(
  command: Pick<Command<I>, 'input' | 'positional'>,
  words: readonly string[],
): z.output<I> {
  const flags = flagsOf(command as Shape);
  const given: Record<string, unknown> = {};
  const bare: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word === '--') {
      bare.push(...words.slice(at + 1));
      break;
    }
    if (!word.startsWith('--')) {
      if (/^-[A-Za-z]/.test(word)) throw unknownFlag(word, flags);
      bare.push(word);
      continue;
    }
    const { flag, negated, inline } = nameFlag(word, flags);
    if (flag.kind === 'boolean') {
      given[flag.input] = yesOrNo(flag, inline ?? 'true') !== negated;
      continue;
    }
    const text = inline ?? words[++at];
    if (text === undefined || (inline === undefined && /^--[a-z]/.test(text))) {
      throw mistake(
        flag.input,
        `--${flag.name} needs a value`,
        `Write --${flag.name} VALUE, or --${flag.name}=VALUE.`,
      );
    }
    take(given, flag, text);
  }
  placeBare(given, flags, bare);
  return checkInput(command, given);
}

/**
 * Checks an input, from whatever surface, against the schema of a command.
 *
 * @throws VedetteError MDE_INPUT; `facts.argument` is the first one at fault, `facts.problems` lists all.
 */
export function checkInput<I extends z.ZodObject>(
  command: Pick<Command<I>, 'input' | 'positional'>,
  input: unknown,
): z.output<I> {
  const checked = command.input.safeParse(input);
  if (checked.success) return checked.data;
  const known = Object.keys(command.input.shape);
  const found = checked.error.issues.map((issue) =>
    inputProblem(issue, input, known, command.positional ?? []),
  );
  const problems = found.map(({ argument, text }) => ({ argument, text }));
  const [first] = found;
  throw new VedetteError(
    'MDE_INPUT',
    problems.map(({ argument, text }) => `${argument}: ${text}`).join('; '),
    {
      advice: first?.advice,
      facts: { argument: first?.argument, problems },
    },
  );
}

function nameFlag(
  word: string,
  flags: readonly Flag[],
): { flag: Flag; negated: boolean; inline: string | undefined } {
  const equals = word.indexOf('=');
  const name = word.slice(2, equals < 0 ? undefined : equals);
  const inline = equals < 0 ? undefined : word.slice(equals + 1);
  const exact = flags.find((flag) => flag.name === name || flag.input === name);
  if (exact) return { flag: exact, negated: false, inline };
  const negated = flags.find((flag) => flag.kind === 'boolean' && name === `no-${flag.name}`);
  if (negated) return { flag: negated, negated: true, inline };
  throw unknownFlag(word, flags);
}

function unknownFlag(word: string, flags: readonly Flag[]): VedetteError {
  const name = word.replace(/^-+/, '').replace(/=.*$/s, '');
  const names = flags.map((flag) => flag.name);
  const meant = nearest(name, names);
  return mistake(
    name,
    `There is no flag ${word.replace(/=.*$/s, '')}${meant ? `; did you mean --${meant}?` : ''}`,
    names.length > 0
      ? `The flags here are: ${names.map((one) => `--${one}`).join(', ')}.`
      : 'It takes no flags.',
  );
}

function yesOrNo(flag: Flag, text: string): boolean {
  if (/^(true|yes|on|1)$/i.test(text)) return true;
  if (/^(false|no|off|0)$/i.test(text)) return false;
  throw mistake(
    flag.input,
    `--${flag.name} is yes or no, not "${text}"`,
    `Write --${flag.name} or --no-${flag.name}.`,
  );
}

function take(given: Record<string, unknown>, flag: Flag, text: string): void {
  if (flag.many) {
    const before = (given[flag.input] as unknown[] | undefined) ?? [];
    given[flag.input] = [...before, ...splitList(text).map((item) => valueFrom(flag, item))];
    return;
  }
  if (given[flag.input] !== undefined) {
    throw mistake(flag.input, `--${flag.name} is given twice`, 'Give it once.');
  }
  given[flag.input] = valueFrom(flag, text);
}

/** An empty text is the empty list: that is how one clears. */
function splitList(text: string): string[] {
  if (text === '') return [];
  return text.split(/(?<!\\),/).map((item) => item.replaceAll('\\,', ',').trim());
}

function valueFrom(flag: Flag, text: string): unknown {
  if (flag.kind === 'number') {
    const number = Number(text);
    if (text.trim() === '' || Number.isNaN(number)) {
      throw mistake(flag.input, `--${flag.name} is a number, not "${text}"`, 'Give a number.');
    }
    return number;
  }
  if (flag.kind !== 'choice') return text;
  const plain = (word: string): string => word.toLowerCase().replace(/[-_ ]/g, '');
  const choices = flag.choices ?? [];
  const chosen = choices.find((choice) => plain(choice) === plain(text));
  if (chosen !== undefined) return chosen;
  const meant = nearest(text, choices);
  throw mistake(
    flag.input,
    `--${flag.name}: there is no "${text}"${meant ? `; did you mean "${meant}"?` : ''}`,
    `Give one of: ${choices.map(kebab).join(', ')}.`,
    { allowed: choices },
  );
}

function placeBare(given: Record<string, unknown>, flags: readonly Flag[], bare: readonly string[]): void {
  const places = flags
    .filter((flag) => flag.position !== undefined)
    .toSorted((a, b) => a.position! - b.position!);
  let next = 0;
  for (const word of bare) {
    while (places[next] && !places[next]!.many && given[places[next]!.input] !== undefined) next++;
    const flag = places[next];
    if (!flag) {
      throw mistake(
        word,
        `"${word}" is one word too many`,
        'Put a value of several words in quotation marks.',
      );
    }
    if (flag.kind === 'boolean') given[flag.input] = yesOrNo(flag, word);
    else take(given, flag, word);
  }
}

function mistake(
  argument: string,
  text: string,
  advice: string,
  facts: Record<string, unknown> = {},
): VedetteError {
  return new VedetteError('MDE_INPUT', text, { advice, facts: { argument, ...facts } });
}
