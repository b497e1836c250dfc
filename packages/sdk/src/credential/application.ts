import { VedetteError } from '../error.ts';
import type { Credential, FlowName } from './credential.ts';
import type { EntraClient } from './entra-request.ts';
import type { ClientAuth } from './msal.ts';
import { askMsal } from './msal.ts';
import { scopeOf } from './resolve-cloud.ts';

const NOT_A_TENANT = ['common', 'organizations', 'consumers'];

/** Signs in as the application itself: the client-credentials grant with any proof of who one is. */
export function applicationCredential(
  flow: FlowName,
  client: EntraClient,
  auth: () => Promise<ClientAuth>,
): Credential {
  return {
    identity: { cloud: client.cloud.id, tenant: client.tenant, client: client.clientId, flow },
    token: async (audience, request = {}) => {
      const scope = scopeOf(client.cloud, audience);
      if (NOT_A_TENANT.includes(client.tenant.toLowerCase())) {
        throw new VedetteError('MDE_CONFIG', `An application cannot sign in to "${client.tenant}".`, {
          advice: 'Give the id of one tenant in the profile.',
        });
      }
      const { token } = await askMsal(client, {
        auth,
        signal: request.signal,
        ask: async (application) =>
          application.acquireTokenByClientCredential({
            scopes: [scope],
            skipCache: true,
            ...(request.claims === undefined ? {} : { claims: request.claims }),
          }),
      });
      return token;
    },
  };
}
