import type { ApiRequest } from '../../transport/send.ts';
import type { HuntRoute } from '../hunting.ts';

/**
 * The call of each route. The native ones stop answering on 2027-02-01.
 *
 * @see https://learn.microsoft.com/graph/api/security-security-runhuntingquery
 * @see https://learn.microsoft.com/defender-xdr/api-advanced-hunting
 * @see https://learn.microsoft.com/defender-endpoint/api/run-advanced-query-api
 */
export const HUNT_CALLS: Readonly<Record<HuntRoute, Pick<ApiRequest, 'audience' | 'method' | 'path'>>> = {
  graph: { audience: 'graph', method: 'POST', path: '/v1.0/security/runHuntingQuery' },
  xdr: { audience: 'xdr', method: 'POST', path: '/api/advancedhunting/run' },
  endpoint: { audience: 'endpoint', method: 'POST', path: '/api/advancedqueries/run' },
};

/** Calls that read although they are sent as POST: a dry run lets them pass, and they may be sent again. */
export const READING_POSTS: readonly string[] = Object.values(HUNT_CALLS).map(({ path }) => path);
