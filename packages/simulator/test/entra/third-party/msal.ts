// Signs in by every flow of @azure/msal-node. Reads { info, approve } on its standard input, prints one JSON line.
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  ConfidentialClientApplication,
  CryptoProvider,
  ManagedIdentityApplication,
  PublicClientApplication,
  type AuthenticationResult,
} from '@azure/msal-node';
import type { SimulatorInfo } from '@vedette/simulator';

const info = JSON.parse(readFileSync(0, 'utf8')) as SimulatorInfo;
const authority = `${info.https.login}/${info.tenantId}`;
const knownAuthorities = [new URL(info.https.login).host];
const GRAPH = 'https://graph.microsoft.com/.default';
const [user] = info.users;
const pem = readFileSync(info.certificateFile, 'utf8');
const privateKey = pem.slice(pem.indexOf('-----BEGIN PRIVATE KEY-----'));
const digest = (algorithm: string): string =>
  createHash(algorithm).update(new X509Certificate(pem).raw).digest('hex').toUpperCase();

function confidential(auth: object): ConfidentialClientApplication {
  return new ConfidentialClientApplication({
    auth: { clientId: info.clientId, authority, knownAuthorities, ...auth },
  });
}

async function byApplication(auth: object): Promise<AuthenticationResult | null> {
  return confidential(auth).acquireTokenByClientCredential({ scopes: [GRAPH] });
}

async function byDeviceCode(): Promise<AuthenticationResult | null> {
  const client = new PublicClientApplication({
    auth: { clientId: info.publicClientId, authority: `${info.https.login}/organizations`, knownAuthorities },
  });
  return client.acquireTokenByDeviceCode({
    scopes: [GRAPH],
    deviceCodeCallback: ({ userCode }) => {
      void fetch(`${info.admin}/_sim/device`, {
        method: 'POST',
        body: JSON.stringify({ userCode, username: user?.username }),
      });
    },
  });
}

async function byCode(): Promise<{ first: AuthenticationResult; silent: AuthenticationResult }> {
  const client = new PublicClientApplication({
    auth: { clientId: info.publicClientId, authority, knownAuthorities },
  });
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const redirectUri = 'http://localhost:53682';
  const url = await client.getAuthCodeUrl({
    scopes: [GRAPH],
    redirectUri,
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
    state: 'st4te',
    nonce: 'n0nce',
  });
  const page = await fetch(`${url}&sim_user=${encodeURIComponent(user?.username ?? '')}`, {
    redirect: 'manual',
  });
  if (page.status !== 302) throw new Error(`${url} answered ${page.status}: ${await page.text()}`);
  const back = new URL(page.headers.get('location') ?? '');
  if (back.searchParams.get('state') !== 'st4te') throw new Error(`unexpected answer: ${back.href}`);
  const code = back.searchParams.get('code') ?? '';
  const first = await client.acquireTokenByCode(
    { scopes: [GRAPH], redirectUri, code, codeVerifier: verifier },
    { code, nonce: 'n0nce' },
  );
  if (first.account === null) throw new Error('no account');
  const silent = await client.acquireTokenSilent({
    scopes: [GRAPH],
    account: first.account,
    forceRefresh: true,
  });
  return { first, silent };
}

async function byManagedIdentity(userAssignedClientId?: string): Promise<AuthenticationResult> {
  const identity = new ManagedIdentityApplication(
    userAssignedClientId === undefined ? {} : { managedIdentityIdParams: { userAssignedClientId } },
  );
  return identity.acquireToken({ resource: 'https://graph.microsoft.com' });
}

async function onAppService(): Promise<AuthenticationResult> {
  const state = (await (await fetch(`${info.admin}/_sim/state`)).json()) as {
    appService: { endpoint: string; identityHeader: string };
  };
  process.env['IDENTITY_ENDPOINT'] = state.appService.endpoint;
  process.env['IDENTITY_HEADER'] = state.appService.identityHeader;
  return new ManagedIdentityApplication().acquireToken({ resource: 'https://api.security.microsoft.com' });
}

process.env['AZURE_POD_IDENTITY_AUTHORITY_HOST'] = info.imds;
const code = await byCode();
const results = {
  secret: await byApplication({ clientSecret: info.clientSecret }),
  certificateSha256: await byApplication({
    clientCertificate: { thumbprintSha256: digest('sha256'), privateKey },
  }),
  certificateSha1: await byApplication({ clientCertificate: { thumbprint: digest('sha1'), privateKey } }),
  deviceCode: await byDeviceCode(),
  code: code.first,
  silent: code.silent,
  systemAssigned: await byManagedIdentity(),
  userAssigned: await byManagedIdentity(info.userAssignedClientId),
  appService: await onAppService(),
};
const wrong = await byApplication({ clientSecret: 's3cr3t-that-is-wrong' }).then(
  () => 'accepted',
  (error: unknown) => String((error as { errorCode?: string }).errorCode),
);
const tokens = Object.fromEntries(
  Object.entries(results).map(([flow, result]) => [
    flow,
    { accessToken: result?.accessToken, account: result?.account?.username, fromCache: result?.fromCache },
  ]),
);
process.stdout.write(`${JSON.stringify({ tokens, wrong })}\n`);
