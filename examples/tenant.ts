// The tenant the examples talk to: the simulator of SIMULATOR, else the one the AZURE_… variables name.
import {
  connect,
  createCredential,
  createIdentityHttp,
  memoryTokenStore,
  resolveCloud,
  type Cloud,
  type CredentialSpec,
  type Defender,
} from '@vedette/sdk';

interface Simulated {
  readonly login: string;
  readonly graph: string;
  readonly endpoint: string;
  readonly xdr: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Place {
  readonly cloud: Cloud;
  readonly tenant: string;
  readonly clientId: string;
  readonly secret: string;
}

export function findPlace(env: NodeJS.ProcessEnv = process.env): Place {
  if (env['SIMULATOR']) {
    const { login, graph, endpoint, xdr, tenantId, clientId, clientSecret } = JSON.parse(
      env['SIMULATOR'],
    ) as Simulated;
    const cloud = resolveCloud('custom', { login, graph, endpoint, xdr });
    return { cloud, tenant: tenantId, clientId, secret: clientSecret };
  }
  const { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: secret } = env;
  if (tenant && clientId && secret) return { cloud: resolveCloud('worldwide'), tenant, clientId, secret };
  throw new Error('Set SIMULATOR, or AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.');
}

/** A client that signs in with the secret of the place, or as `spec` says. */
export function openTenant(place: Place, spec?: CredentialSpec): Defender {
  const { cloud, tenant, clientId, secret } = place;
  const credential = createCredential(
    spec ?? { flow: 'client-secret', clientId, secret: () => Promise.resolve(secret) },
    { cloud, tenant, http: createIdentityHttp(), store: memoryTokenStore() },
  );
  return connect({ credential, cloud });
}
