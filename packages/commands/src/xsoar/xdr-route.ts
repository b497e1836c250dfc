import type { Defender, Route } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';
import { graphIncidents } from './xdr-graph.ts';
import type { XdrIncidents } from './xdr-incidents.ts';
import { nativeIncidents } from './xdr-native.ts';

/** Incidents by the route of the profile. */
export async function openXdrIncidents(context: CommandContext): Promise<XdrIncidents> {
  const defender = await context.defender();
  const route = await settle(defender, context.profile.route, context.signal);
  return route === 'native' ? nativeIncidents(defender) : graphIncidents(defender);
}

/** With `auto`, the route that answers a question for one incident is the one that answers the rest. */
async function settle(
  defender: Defender,
  route: Route,
  signal: AbortSignal,
): Promise<Exclude<Route, 'auto'>> {
  if (route !== 'auto') return route;
  for await (const page of defender.incident.list({ route, limit: 1, signal }).pages()) return page.route;
  return 'graph';
}
