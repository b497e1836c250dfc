import {
  type Credential,
  type Defender,
  connect,
  createCredential,
  createIdentityHttp,
  memoryTokenStore,
  resolveCloud,
} from '@vedette/sdk';
import type { SimulatorInfo } from '@vedette/simulator';

/** Signs in to the simulated tenant with its application's secret. */
export function signIn(info: SimulatorInfo): Credential {
  return createCredential(
    { flow: 'client-secret', clientId: info.clientId, secret: async () => info.clientSecret },
    { cloud: cloudOf(info), tenant: info.tenantId, http: createIdentityHttp(), store: memoryTokenStore() },
  );
}

export function clientOf(info: SimulatorInfo): Defender {
  return connect({ credential: signIn(info), cloud: cloudOf(info), quotas: false });
}

function cloudOf({ login, graph, endpoint, xdr }: SimulatorInfo): ReturnType<typeof resolveCloud> {
  return resolveCloud('worldwide', { login, graph, endpoint, xdr });
}
