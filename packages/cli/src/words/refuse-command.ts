import { nearest } from '@vedette/commands';
import { VedetteError } from '@vedette/sdk';
import type { Located, Named } from './locate.ts';

/** @throws VedetteError MDE_INPUT with the command that was probably meant. */
export function refuseCommand<E extends Named>(located: Located<E>, entries: readonly E[]): never {
  const { path, rest } = located;
  const [wrong = '', next] = rest;
  const siblings = entries.filter(({ words }) => path.every((word, at) => words[at] === word));
  const meant = nearest(wrong, [...new Set(siblings.map(({ words }) => words[path.length] ?? ''))]);
  const guess = meant === undefined ? [] : [...path, meant];
  // `incidnet list`: one word was wrong, and the ones after it may make the guess a whole command.
  const whole = entries.find(({ words }) => words.join(' ') === [...guess, next].join(' '));
  throw new VedetteError('MDE_INPUT', `There is no command "${[...path, wrong].join(' ')}"`, {
    advice:
      meant === undefined
        ? 'See: vedette help'
        : `Did you mean: vedette ${(whole?.words ?? guess).join(' ')}? See: vedette help`,
  });
}
