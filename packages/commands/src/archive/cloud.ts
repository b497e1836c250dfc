import type { HuntIn } from '@vedette/hunting/archive';
import type { HuntOptions } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';

/** Asks the hunting API of the profile. */
export function huntInCloud(context: CommandContext, route: HuntOptions['route']): HuntIn {
  return async (query, { signal = context.signal }) => {
    const { hunting } = await context.defender();
    return hunting.run(query, { route: route ?? context.profile.route, signal });
  };
}
