import type { Audience } from '@vedette/sdk';
import type { ProfileAuth } from '../profile/profile.ts';

const ALL: readonly Audience[] = ['graph', 'xdr', 'endpoint'];

/**
 * The APIs a sign-in can have tokens for. The broker's application is for Defender for Endpoint; asking it for
 * another one is a failure, after which it makes everybody wait.
 */
export function audiencesOf(flow: ProfileAuth['flow']): readonly Audience[] {
  return flow === 'broker' ? ['endpoint'] : ALL;
}
