import { VedetteError } from '../error.ts';
import { certificate } from './certificate.ts';
import { clientSecret } from './client-secret.ts';
import type { Credential } from './credential.ts';
import type { EntraClient } from './entra-request.ts';
import { federated } from './federated.ts';
import type { Cloud } from './resolve-cloud.ts';
import { checkedHost } from './resolve-cloud.ts';

export interface EnvironmentOptions extends Omit<EntraClient, 'clientId'> {
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * The variables of Azure's own libraries, unchanged.
 * https://learn.microsoft.com/en-us/dotnet/api/azure.identity.environmentcredential
 * @throws VedetteError MDE_CONFIG naming the variables that are missing.
 */
export function environment({ env = process.env, ...options }: EnvironmentOptions): Credential {
  const clientId = env['AZURE_CLIENT_ID'];
  if (!clientId) throw incomplete('AZURE_CLIENT_ID');
  const client: EntraClient = {
    ...options,
    cloud: cloudOf(options.cloud, env['AZURE_AUTHORITY_HOST']),
    tenant: env['AZURE_TENANT_ID'] || options.tenant,
    clientId,
  };
  const secret = env['AZURE_CLIENT_SECRET'];
  if (secret) return clientSecret({ ...client, secret: async () => secret });
  const path = env['AZURE_CLIENT_CERTIFICATE_PATH'];
  if (path) {
    const password = env['AZURE_CLIENT_CERTIFICATE_PASSWORD'];
    return certificate({
      ...client,
      certificate: path,
      ...(password ? { password: async () => password } : {}),
      sendChain: /^(1|true)$/i.test(env['AZURE_CLIENT_SEND_CERTIFICATE_CHAIN'] ?? ''),
    });
  }
  const tokenFile = env['AZURE_FEDERATED_TOKEN_FILE'];
  if (tokenFile) return federated({ ...client, tokenFile });
  throw incomplete('AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PATH or AZURE_FEDERATED_TOKEN_FILE');
}

function cloudOf(cloud: Cloud, authority: string | undefined): Cloud {
  if (!authority) return cloud;
  const login = checkedHost('login', authority.includes('://') ? authority : `https://${authority}`);
  return login === cloud.login ? cloud : { ...cloud, login, id: JSON.stringify([cloud.id, login]) };
}

function incomplete(names: string): VedetteError {
  return new VedetteError('MDE_CONFIG', `The environment does not say how to sign in: ${names} is not set.`, {
    advice: 'Set AZURE_TENANT_ID, AZURE_CLIENT_ID and one credential, or choose another flow in the profile.',
  });
}
