import type * as z from 'zod';
import { kebab } from './flags.ts';
import { nearest } from './nearest.ts';

/** What is wrong with one input, in a sentence that goes on after its name. */
export interface InputProblem {
  readonly argument: string;
  readonly text: string;
  readonly advice: string;
}

/** Says what zod found in the words of a person. `places` are the inputs that stand without a flag. */
export function inputProblem(
  issue: z.core.$ZodIssue,
  input: unknown,
  known: readonly string[],
  places: readonly string[],
): InputProblem {
  if (issue.code === 'unrecognized_keys') {
    const [argument = ''] = issue.keys;
    const meant = nearest(argument, known);
    const text = `there is no such input${meant ? `; did you mean ${meant}?` : ''}`;
    return { argument, text, advice: `Leave --${kebab(argument)} out.` };
  }
  const argument = String(issue.path[0] ?? '');
  const flag = `--${kebab(argument)}`;
  if (issue.code === 'invalid_type' && valueOf(input, argument) === undefined) {
    const place = places.includes(argument) ? `Write the ${argument} after the command` : `Add ${flag}`;
    return { argument, text: 'is missing', advice: `${place}; --help explains it.` };
  }
  return {
    argument,
    text: sizeText(issue) ?? issue.message,
    advice: `Correct ${places.includes(argument) ? `the ${argument}` : flag} and try again.`,
  };
}

const UNITS: Readonly<Record<string, string>> = { string: ' characters', array: ' values' };

/** A bound that was overstepped. A message the schema brings itself says more than the number. */
function sizeText(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code !== 'too_big' && issue.code !== 'too_small') return undefined;
  if (!/^Too (?:big|small): /.test(issue.message)) return undefined;
  const big = issue.code === 'too_big';
  const bound = Number(big ? issue.maximum : issue.minimum);
  if (!big && bound === 1 && issue.origin === 'string') return 'is empty';
  return `must be ${big ? 'at most' : 'at least'} ${bound.toLocaleString('en')}${UNITS[issue.origin] ?? ''}`;
}

function valueOf(input: unknown, argument: string): unknown {
  return typeof input === 'object' && input !== null
    ? (input as Record<string, unknown>)[argument]
    : undefined;
}
