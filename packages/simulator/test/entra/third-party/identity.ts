// Signs in with the credentials of @azure/identity. Reads `info` on its standard input, prints one JSON line.
import { readFileSync } from 'node:fs';
import {
  AzureAuthorityHosts,
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  DeviceCodeCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from '@azure/identity';
import type { SimulatorInfo } from '@vedette/simulator';

const info = JSON.parse(readFileSync(0, 'utf8')) as SimulatorInfo;
const { tenantId, clientId } = info;
const options = { authorityHost: info.https.login, disableInstanceDiscovery: true };
if (options.authorityHost === AzureAuthorityHosts.AzurePublicCloud) throw new Error('not the simulator');

async function post<T>(path: string, body: object): Promise<T> {
  const response = await fetch(`${info.admin}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as T;
}

process.env['AZURE_POD_IDENTITY_AUTHORITY_HOST'] = info.imds;
const credentials: Record<string, TokenCredential> = {
  secret: new ClientSecretCredential(tenantId, clientId, info.clientSecret, options),
  certificate: new ClientCertificateCredential(tenantId, clientId, info.certificateFile, options),
  federated: new ClientAssertionCredential(
    tenantId,
    clientId,
    async () => (await post<{ token: string }>('/_sim/federated', {})).token,
    options,
  ),
  deviceCode: new DeviceCodeCredential({
    ...options,
    tenantId,
    clientId: info.publicClientId,
    userPromptCallback: ({ userCode }) => {
      void post('/_sim/device', { userCode, username: info.users[0]?.username });
    },
  }),
  systemAssigned: new ManagedIdentityCredential(),
  userAssigned: new ManagedIdentityCredential({ clientId: info.userAssignedClientId }),
};
const tokens: Record<string, unknown> = {};
for (const [flow, credential] of Object.entries(credentials)) {
  const token = await credential.getToken('https://api.securitycenter.microsoft.com/.default');
  tokens[flow] = { accessToken: token?.token, expiresInMs: (token?.expiresOnTimestamp ?? 0) - Date.now() };
}
process.stdout.write(`${JSON.stringify({ tokens })}\n`);
