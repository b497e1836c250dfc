import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TokenCredential } from '@azure/core-auth';
import { scratch, type Cloud } from '@vedette/testkit';
import { expect } from 'vitest';
import { createCredential, createIdentityHttp, memoryTokenStore, resolveCloud } from '../../src/index.ts';
import type {
  Audience,
  CredentialContext,
  CredentialSpec,
  IdentityHttp,
  SignIn,
  TokenStore,
} from '../../src/index.ts';

/** Ids of applications the simulator always has. */
export const EXPIRED_CLIENT = 'a6e2c905-8d17-4b3f-86f0-57c9b41d2e88';

export interface SimState {
  readonly appService: { readonly endpoint: string; readonly identityHeader: string };
  readonly arc: { readonly endpoint: string; readonly keyFolder: string };
  readonly identity: {
    readonly apps: readonly {
      readonly appId: string;
      readonly objectId: string;
      readonly resourceId?: string;
      readonly secrets: readonly { readonly value: string }[];
    }[];
  };
}

export interface JournalEntry {
  readonly seq: number;
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly status: number;
}

export const http: IdentityHttp = createIdentityHttp();

export function contextOf(cloud: Cloud, change: Partial<CredentialContext> = {}): CredentialContext {
  const { login, graph, endpoint, xdr } = cloud.info;
  return {
    cloud: resolveCloud('worldwide', { login, graph, endpoint, xdr }),
    tenant: cloud.info.tenantId,
    http,
    store: memoryTokenStore(),
    sleep: async () => {},
    ...change,
  };
}

export async function stateOf(cloud: Cloud): Promise<SimState> {
  return cloud.admin<SimState>('GET', '/_sim/state');
}

/** Every request the services of sign-in have seen since the journal was cleared. */
export async function journalOf(cloud: Cloud): Promise<readonly JournalEntry[]> {
  const { entries } = await cloud.admin<{ entries: JournalEntry[] }>('GET', '/_sim/journal');
  return entries.filter(({ service }) => ['login', 'imds', 'broker'].includes(service));
}

/** One way of signing in, ready to be asked for tokens. */
export interface FlowRow {
  readonly name: string;
  readonly audiences: readonly Audience[];
  /** Requests one token costs. The Arc agent sends its caller to fetch a key first. */
  readonly requests?: number;
  readonly open: (cloud: Cloud, store?: TokenStore) => Promise<SignIn>;
}

const ALL: readonly Audience[] = ['graph', 'endpoint', 'xdr'];

function plain(name: string, spec: (cloud: Cloud) => CredentialSpec | Promise<CredentialSpec>): FlowRow {
  return {
    name,
    audiences: ALL,
    open: async (cloud, store = memoryTokenStore()) =>
      createCredential(await spec(cloud), contextOf(cloud, { store })),
  };
}

function machine(name: string, host: (state: SimState) => CredentialContext['host'], requests = 1): FlowRow {
  return {
    name,
    audiences: ALL,
    requests,
    open: async (cloud, store = memoryTokenStore()) =>
      createCredential(
        { flow: 'managed-identity' },
        contextOf(cloud, { store, host: host(await stateOf(cloud)) }),
      ),
  };
}

const secret = (text: string) => async (): Promise<string> => text;

/** Follows the sign-in page as a browser would, as this user. */
export async function browse(url: string, username: string): Promise<string> {
  const page = new URL(url);
  page.searchParams.set('sim_user', username);
  const response = await fetch(page, { redirect: 'manual' });
  const location = response.headers.get('location');
  expect(location, await response.text()).not.toBeNull();
  return String(location);
}

export const FLOWS: readonly FlowRow[] = [
  plain('client secret', ({ info }) => ({
    flow: 'client-secret',
    clientId: info.clientId,
    secret: secret(info.clientSecret),
  })),
  plain('certificate with SHA-256', ({ info }) => ({
    flow: 'certificate',
    clientId: info.clientId,
    certificate: info.certificateFile,
  })),
  plain('certificate with SHA-1 and its chain', ({ info }) => ({
    flow: 'certificate',
    clientId: info.clientId,
    certificate: info.certificateFile,
    thumbprint: 'sha1',
    sendChain: true,
  })),
  plain('federated assertion', async (cloud) => {
    const { token } = await cloud.admin<{ token: string }>('POST', '/_sim/federated', {});
    const folder = join(scratch('federated'), 'simulator');
    mkdirSync(folder);
    writeFileSync(join(folder, 'token'), token);
    return { flow: 'federated', clientId: cloud.info.clientId, tokenFile: join(folder, 'token') };
  }),
  {
    name: 'device code',
    audiences: ALL,
    open: async (cloud, store = memoryTokenStore()) => {
      const credential = createCredential(
        { flow: 'device-code', clientId: cloud.info.publicClientId },
        contextOf(cloud, { store }),
      );
      if (credential.interactive?.kind !== 'device-code') throw new Error('not interactive');
      await credential.interactive.signIn({
        prompt: async ({ userCode }) => {
          await cloud.admin('POST', '/_sim/device', { userCode, username: userOf(cloud, 'analyst') });
        },
      });
      return credential;
    },
  },
  {
    name: 'authorization code by the browser',
    audiences: ALL,
    open: async (cloud, store = memoryTokenStore()) => {
      const credential = createCredential(
        { flow: 'authorization-code', clientId: cloud.info.publicClientId },
        contextOf(cloud, { store }),
      );
      if (credential.interactive?.kind !== 'authorization-code') throw new Error('not interactive');
      await credential.interactive.signIn({
        show: async (url) => {
          const page = await fetch(await browse(url, userOf(cloud, 'analyst')));
          expect(page.status).toBe(200);
        },
      });
      return credential;
    },
  },
  {
    name: 'authorization code pasted, with a secret',
    audiences: ALL,
    open: async (cloud, store = memoryTokenStore()) => {
      const { clientId, clientSecret } = cloud.info;
      const credential = createCredential(
        {
          flow: 'authorization-code',
          clientId,
          redirectUri: 'https://localhost/myapp',
          secret: secret(clientSecret),
        },
        contextOf(cloud, { store }),
      );
      if (credential.interactive?.kind !== 'authorization-code') throw new Error('not interactive');
      const url = await credential.interactive.loginUrl();
      await credential.interactive.redeem(await browse(url, userOf(cloud, 'analyst')));
      return credential;
    },
  },
  plain('managed identity by IMDS', ({ info }) => ({ flow: 'managed-identity', endpoint: info.imds })),
  machine('managed identity of App Service', ({ appService }) => ({
    env: { IDENTITY_ENDPOINT: appService.endpoint, IDENTITY_HEADER: appService.identityHeader },
  })),
  machine('managed identity of App Service, 2017', ({ appService }) => ({
    env: { MSI_ENDPOINT: appService.endpoint, MSI_SECRET: appService.identityHeader },
  })),
  machine(
    'managed identity of Azure Arc',
    ({ arc }) => ({
      env: { IDENTITY_ENDPOINT: arc.endpoint, IMDS_ENDPOINT: 'http://localhost:40342' },
      platform: 'linux',
      arcTokenFolder: `${arc.keyFolder}/`,
    }),
    2,
  ),
  {
    name: 'token broker',
    audiences: ['endpoint'],
    open: async (cloud, store = memoryTokenStore()) => {
      const { brokerId, brokerToken, brokerKey, broker } = cloud.info;
      return createCredential(
        {
          flow: 'broker',
          id: `${brokerId}@${broker}/obtain-token`,
          token: secret(brokerToken),
          key: secret(brokerKey),
        },
        contextOf(cloud, { store }),
      );
    },
  },
  plain('refresh token', async (cloud) => ({
    flow: 'refresh-token',
    clientId: cloud.info.publicClientId,
    refreshToken: secret(await refreshTokenOf(cloud)),
  })),
  plain('token credential', (cloud) => ({
    flow: 'token-credential',
    credential: broughtCredential(cloud),
  })),
  {
    name: 'environment',
    audiences: ALL,
    open: async (cloud, store = memoryTokenStore()) => {
      const { tenantId, clientId, clientSecret, login } = cloud.info;
      const env = {
        AZURE_TENANT_ID: tenantId,
        AZURE_CLIENT_ID: clientId,
        AZURE_CLIENT_SECRET: clientSecret,
        AZURE_AUTHORITY_HOST: `${login}/`,
      };
      return createCredential({ flow: 'environment' }, { ...contextOf(cloud, { store }), tenant: '', env });
    },
  },
];

export function userOf(cloud: Cloud, name: string): string {
  const user = cloud.info.users.find(({ username }) => username.startsWith(`${name}@`));
  if (user === undefined) throw new Error(`no user ${name}`);
  return user.username;
}

/** A refresh token as another tool would have obtained it. */
export async function refreshTokenOf(cloud: Cloud): Promise<string> {
  const { login, tenantId, publicClientId } = cloud.info;
  const post = async (path: string, form: Record<string, string>): Promise<Record<string, string>> => {
    const response = await fetch(`${login}/${tenantId}/oauth2/v2.0/${path}`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: publicClientId, ...form }),
    });
    return (await response.json()) as Record<string, string>;
  };
  const scope = 'https://graph.microsoft.com/.default offline_access openid';
  const { user_code: userCode, device_code: deviceCode } = await post('devicecode', { scope });
  await cloud.admin('POST', '/_sim/device', { userCode, username: userOf(cloud, 'analyst') });
  const answer = await post('token', {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: String(deviceCode),
  });
  return String(answer['refresh_token']);
}

/** A credential by Azure's convention, as a caller would bring it. */
function broughtCredential(cloud: Cloud): TokenCredential {
  const { tenantId, clientId, clientSecret, login } = cloud.info;
  return {
    getToken: async (scopes) => {
      const response = await fetch(`${login}/${tenantId}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          client_id: clientId,
          client_secret: clientSecret,
          grant_type: 'client_credentials',
          scope: String(scopes),
        }),
      });
      const answer = (await response.json()) as { access_token: string; expires_in: number };
      return {
        token: answer.access_token,
        expiresOnTimestamp: Date.now() + answer.expires_in * 1000,
      };
    },
  };
}

export function pemOf(cloud: Cloud): string {
  return readFileSync(cloud.info.certificateFile, 'utf8');
}
