import type { Route } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';
import type { Given } from './arguments.ts';

/**
 * A condition written by hand in the field names of Microsoft Graph is answered by Microsoft Graph, whatever the
 * profile says: the other API has other names.
 */
export function graphCondition(
  context: CommandContext,
  given: Given,
  argument: string,
): { odata?: string; route?: Route | undefined } {
  const odata = given.text(argument)?.trim();
  if (!odata) return { route: context.profile.route };
  if ((context.profile.route ?? 'graph') !== 'graph') {
    context.note(`${argument} is in the words of Microsoft Graph, so Microsoft Graph answers.`);
  }
  return { odata, route: 'graph' };
}
