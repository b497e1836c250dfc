// Reads incidents with @microsoft/microsoft-graph-client. Reads `info` on its standard input, prints one JSON line.
import { readFileSync } from 'node:fs';
import { ClientSecretCredential } from '@azure/identity';
import { Client, PageIterator, type PageCollection } from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js';
import type { SimulatorInfo } from '@vedette/simulator';

const info = JSON.parse(readFileSync(0, 'utf8')) as SimulatorInfo;
const credential = new ClientSecretCredential(info.tenantId, info.clientId, info.clientSecret, {
  authorityHost: info.https.login,
  disableInstanceDiscovery: true,
});
const client = Client.initWithMiddleware({
  authProvider: new TokenCredentialAuthenticationProvider(credential, {
    scopes: ['https://graph.microsoft.com/.default'],
  }),
  baseUrl: `${info.https.graph}/`,
  customHosts: new Set([new URL(info.https.graph).hostname]),
});
const first = (await client.api('/security/incidents').top(5).get()) as PageCollection;
const ids: string[] = [];
await new PageIterator(client, first, (incident: { id: string }) => {
  ids.push(incident.id);
  return true;
}).iterate();
const missing = await client
  .api('/security/incidents/999999999')
  .get()
  .then(
    () => 200,
    (error: unknown) => (error as { statusCode?: number }).statusCode,
  );
process.stdout.write(`${JSON.stringify({ ids, pageSize: first.value.length, missing })}\n`);
