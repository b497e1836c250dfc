import type { CallOptions } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';
import type { Argument, Given } from './arguments.ts';

export function timeoutArgument(seconds: string): Argument {
  return {
    name: 'timeout',
    kind: 'seconds',
    default: seconds,
    summary: 'Seconds allowed for each request, waiting included',
  };
}

/**
 * The route of the profile, and until when: the argument is meant for one request, so a list that needs several
 * pages is allowed as many times as long.
 */
export function callOptions(context: CommandContext, given: Given, requests = 1): CallOptions {
  const seconds = given.number('timeout');
  return {
    route: context.profile.route,
    signal: context.signal,
    ...(seconds === undefined ? {} : { deadline: context.now() + seconds * 1000 * requests }),
  };
}
