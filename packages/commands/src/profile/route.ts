import { CORTEX_XDR_APP } from '@vedette/sdk';
import type { Profile, ProfileAuth } from './profile.ts';

/**
 * The applications of Cortex XSOAR were made for the native APIs, and a tenant that consented to them granted
 * those. Where such a profile names no route, what the token may do decides, so that the first command after
 * the sign-in does not ask for a consent that nobody has thought of.
 */
export function withRoute(profile: Profile): Profile {
  return profile.route === undefined && isOfCortex(profile.auth) ? { ...profile, route: 'auto' } : profile;
}

function isOfCortex(auth: ProfileAuth): boolean {
  return (
    auth.flow === 'broker' ||
    (auth.flow === 'device-code' && (auth.clientId ?? CORTEX_XDR_APP) === CORTEX_XDR_APP)
  );
}
