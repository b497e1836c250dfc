import {
  type Credential,
  type Defender,
  type Incident,
  connect,
  createCredential,
  createIdentityHttp,
  memoryTokenStore,
  resolveCloud,
} from '@vedette/sdk';
import type { SimulatorInfo } from '@vedette/simulator';

function cloudOf({ login, graph, endpoint, xdr }: SimulatorInfo): ReturnType<typeof resolveCloud> {
  return resolveCloud('worldwide', { login, graph, endpoint, xdr });
}

function signIn(info: SimulatorInfo): Credential {
  return createCredential(
    { flow: 'client-secret', clientId: info.clientId, secret: async () => info.clientSecret },
    { cloud: cloudOf(info), tenant: info.tenantId, http: createIdentityHttp(), store: memoryTokenStore() },
  );
}

export function connectTo(info: SimulatorInfo, onNote?: (text: string) => void): Defender {
  return connect({ credential: signIn(info), cloud: cloudOf(info), quotas: false, onNote });
}

/** Everything Graph gives, read in the plainest way, while nothing moves. */
export async function truth(info: SimulatorInfo): Promise<Map<string, Incident>> {
  const { token } = await signIn(info).token('graph');
  const incidents = new Map<string, Incident>();
  let url: string | undefined = `${info.graph}/v1.0/security/incidents?$expand=alerts&$top=50`;
  while (url !== undefined) {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}`, prefer: 'include-unknown-enum-members' },
    });
    if (!response.ok) throw new Error(`the simulator answered ${response.status}`);
    const body = (await response.json()) as { value: Incident[]; '@odata.nextLink'?: string };
    for (const incident of body.value) incidents.set(incident.id, incident);
    url = body['@odata.nextLink'];
  }
  return incidents;
}
