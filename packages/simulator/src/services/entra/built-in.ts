import { createHash, randomBytes } from 'node:crypto';
import {
  createApp,
  createUser,
  readCertificate,
  type App,
  type Directory,
  type Grants,
  type User,
} from './directory.ts';
import type { FederatedIssuer } from './federated-issuer.ts';
import { PERMISSIONS } from './permission-table.ts';

/** Ids are fixed, so that a configuration written once fits the next run; secrets are new each time. */
export const BUILT_IN = {
  tenantId: '5e1fd7a2-93c4-4b58-8d0e-6a41f2b7c910',
  domain: 'vedette-sim.onmicrosoft.com',
  clientId: '0c7a9d3e-51b6-4f28-a4c7-2e9d80b1f635',
  publicClientId: '7d20e6b8-4a9f-4c31-b5d8-91f3c06ea742',
  readerClientId: '3b8f41c6-07de-49a2-9f65-d84c1ea0b273',
  expiredClientId: 'a6e2c905-8d17-4b3f-86f0-57c9b41d2e88',
  ungrantedClientId: 'e94b07f1-2c6a-4d85-b3e9-08a6d7f5c124',
  brokerAppId: 'c15d82a7-6e3b-40f9-9a27-f4b08e61d39c',
  systemAssignedId: '41f7c0d8-b92e-4a65-8c13-7e05d9a3f6b2',
  userAssignedId: '98d3b5e4-1f70-4c2a-a6d9-b0e87c52f413',
  userAssignedResourceId:
    '/subscriptions/2f6d1b0c-84e5-4a37-9cb2-d1e0f8a75634/resourcegroups/soc/providers/Microsoft.ManagedIdentity/userAssignedIdentities/vedette',
  /** The public multi-tenant application of Cortex XSOAR for Defender XDR. */
  cortexClientId: '9093c354-630a-47f1-b087-6768eb9427e6',
} as const;

/** The secrets of one run. */
export interface BuiltInSecrets {
  readonly clientSecret: string;
  readonly readerSecret: string;
  readonly expiredSecret: string;
  readonly ungrantedSecret: string;
  readonly passwords: Readonly<Record<string, string>>;
}

const ALL: Grants = PERMISSIONS;

const READ: Grants = {
  graph: pick('graph', /\.Read\.All$/),
  xdr: pick('xdr', /\.Read(\.All)?$/),
  endpoint: pick('endpoint', /\.Read(\.All)?$/),
};

const LOOPBACK = [
  'http://localhost',
  'http://127.0.0.1',
  'http://localhost/callback',
  'http://127.0.0.1/callback',
  'http://localhost/redirect',
  'https://login.microsoftonline.com/common/oauth2/nativeclient',
];

const YEAR = 365 * 24 * 3600 * 1000;

export function createSecrets(): BuiltInSecrets {
  return {
    clientSecret: createSecret(),
    readerSecret: createSecret(),
    expiredSecret: createSecret(),
    ungrantedSecret: createSecret(),
    passwords: Object.fromEntries(
      USERS.map(({ name }) => [name, `Pw-${randomBytes(12).toString('base64url')}`]),
    ),
  };
}

/** A secret in the cloud's own form: 40 characters with a marker near the beginning. */
export function createSecret(): string {
  return `${randomBytes(2).toString('hex').slice(0, 3)}8Q~${randomBytes(32).toString('base64url').slice(0, 34)}`;
}

interface UserRow {
  readonly name: string;
  readonly roles: readonly string[];
  readonly state?: Partial<Pick<User, 'passwordExpired' | 'mfaRequired' | 'enabled' | 'blocked'>>;
}

const USERS: readonly UserRow[] = [
  { name: 'analyst', roles: ['Security Administrator'] },
  { name: 'admin', roles: ['Global Administrator'] },
  { name: 'reader', roles: ['Security Reader'] },
  { name: 'mfa', roles: ['Security Operator'], state: { mfaRequired: true } },
  { name: 'expired', roles: ['Security Reader'], state: { passwordExpired: true } },
  { name: 'disabled', roles: ['Security Reader'], state: { enabled: false } },
  { name: 'blocked', roles: ['Security Reader'], state: { blocked: true } },
  { name: 'nobody', roles: [] },
];

/** The tenant as it stands after every reset. */
export function createDirectory(
  secrets: BuiltInSecrets,
  certificate: string,
  federated: FederatedIssuer,
  nowMs: number,
): Directory {
  const apps = createApps(secrets, certificate, federated, nowMs);
  const users = USERS.map(({ name, roles, state }) =>
    createUser({
      username: `${name}@${BUILT_IN.domain}`,
      password: secrets.passwords[name] ?? '',
      objectId: objectIdOf(name),
      roles,
      ...state,
    }),
  );
  return {
    tenantId: BUILT_IN.tenantId,
    domain: BUILT_IN.domain,
    apps: new Map(apps.map((app) => [app.appId, app])),
    users: new Map(users.map((user) => [user.username, user])),
  };
}

function createApps(
  secrets: BuiltInSecrets,
  certificate: string,
  { issuer, subject, audience }: FederatedIssuer,
  nowMs: number,
): App[] {
  const secret = (value: string, expiresAt = nowMs + YEAR): App['secrets'] => [{ value, expiresAt }];
  const kind = 'confidential' as const;
  return [
    createApp({
      name: 'Vedette connector',
      kind,
      appId: BUILT_IN.clientId,
      objectId: objectIdOf('connector'),
      multiTenant: true,
      secrets: secret(secrets.clientSecret),
      certificates: [readCertificate(certificate)],
      federated: [{ issuer, subject, audience }],
      redirectUris: ['https://localhost/myapp', ...LOOPBACK],
      configured: ALL,
    }),
    createApp({
      name: 'Vedette terminal',
      kind: 'public',
      appId: BUILT_IN.publicClientId,
      objectId: objectIdOf('terminal'),
      multiTenant: true,
      redirectUris: ['https://localhost/myapp', ...LOOPBACK],
      configured: ALL,
    }),
    createApp({
      name: 'Cortex XSOAR',
      kind: 'public',
      appId: BUILT_IN.cortexClientId,
      objectId: objectIdOf('cortex'),
      multiTenant: true,
      redirectUris: LOOPBACK,
      configured: ALL,
    }),
    createApp({
      name: 'Cortex XSOAR for Defender for Endpoint',
      kind,
      appId: BUILT_IN.brokerAppId,
      objectId: objectIdOf('broker'),
      multiTenant: true,
      redirectUris: ['https://localhost/myapp'],
      configured: ALL,
    }),
    createApp({
      name: 'Reader',
      kind,
      appId: BUILT_IN.readerClientId,
      objectId: objectIdOf('app-reader'),
      secrets: secret(secrets.readerSecret),
      configured: READ,
    }),
    createApp({
      name: 'Expired',
      kind,
      appId: BUILT_IN.expiredClientId,
      objectId: objectIdOf('app-expired'),
      secrets: secret(secrets.expiredSecret, nowMs - 24 * 3600 * 1000),
      configured: ALL,
    }),
    createApp({
      name: 'Ungranted',
      kind,
      appId: BUILT_IN.ungrantedClientId,
      objectId: objectIdOf('app-ungranted'),
      secrets: secret(secrets.ungrantedSecret),
      redirectUris: ['https://localhost/myapp', ...LOOPBACK],
      publicFlows: true,
      configured: ALL,
      granted: {},
    }),
    createApp({
      name: 'vm-soc (system-assigned)',
      kind: 'managed',
      appId: BUILT_IN.systemAssignedId,
      objectId: objectIdOf('system-assigned'),
      configured: ALL,
    }),
    createApp({
      name: 'vedette (user-assigned)',
      kind: 'managed',
      appId: BUILT_IN.userAssignedId,
      objectId: objectIdOf('user-assigned'),
      resourceId: BUILT_IN.userAssignedResourceId,
      configured: ALL,
    }),
  ];
}

/** A fixed id per built-in name: stable over resets, so that tokens and records still fit. */
function objectIdOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}

function pick(key: keyof typeof PERMISSIONS, pattern: RegExp): { roles: string[]; scopes: string[] } {
  const { roles, scopes } = PERMISSIONS[key];
  return {
    roles: roles.filter((name) => pattern.test(name)),
    scopes: scopes.filter((name) => pattern.test(name)),
  };
}
