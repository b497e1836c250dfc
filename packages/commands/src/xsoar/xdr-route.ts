import { standing } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';
import { graphIncidents } from './xdr-graph.ts';
import type { XdrIncidents } from './xdr-incidents.ts';
import { nativeIncidents } from './xdr-native.ts';

/**
 * These names promise the record of the Defender XDR API, and applications that were made for them hold its
 * permissions. So it answers unless the profile names Graph, or the token may not use it; Graph then answers
 * in the same shape, without what it does not carry.
 */
export async function openXdrIncidents(
  context: CommandContext,
  method: 'GET' | 'PATCH',
): Promise<XdrIncidents> {
  const defender = await context.defender();
  const { route } = context.profile;
  if (route === 'native') return nativeIncidents(defender);
  if (route === 'graph') return graphIncidents(defender);
  const path = method === 'GET' ? '/api/incidents' : '/api/incidents/0';
  const native = await standing(defender.credential, { audience: 'xdr', method, path }, context.signal);
  if (typeof native === 'string') return nativeIncidents(defender);
  const instead = {
    audience: 'graph',
    method,
    path: method === 'GET' ? '/v1.0/security/incidents' : '/v1.0/security/incidents/0',
  } as const;
  // Where both look closed the API itself says why, in the words its documentation explains.
  if (typeof (await standing(defender.credential, instead, context.signal)) !== 'string')
    return nativeIncidents(defender);
  context.note(
    `Microsoft Graph answers, because the Defender XDR API is closed (${native.why.replace(/\.$/, '')}). It lacks some fields of the native record; docs/xsoar.md lists them.`,
  );
  return graphIncidents(defender);
}
