import { createHash, randomUUID, X509Certificate, type KeyObject } from 'node:crypto';
import type { Resource } from './resource-table.ts';

export type Grants = Partial<
  Record<Resource['key'], { roles: readonly string[]; scopes: readonly string[] }>
>;

export interface Secret {
  readonly value: string;
  /** Epoch milliseconds on the clock of the simulator. */
  expiresAt: number;
}

export interface RegisteredCertificate {
  /** Base64url of the digests of the DER form, as assertions name them. */
  readonly sha1: string;
  readonly sha256: string;
  readonly publicKey: KeyObject;
}

/** Trust in tokens of an outside issuer. */
export interface FederatedCredential {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/** An application registration with its service principal, or a managed identity. */
export interface App {
  readonly appId: string;
  /** Object id of the service principal. */
  readonly objectId: string;
  readonly name: string;
  readonly kind: 'confidential' | 'public' | 'managed';
  /** "Allow public client flows": device code without a secret. */
  publicFlows: boolean;
  multiTenant: boolean;
  enabled: boolean;
  secrets: Secret[];
  certificates: RegisteredCertificate[];
  federated: FederatedCredential[];
  redirectUris: string[];
  /** What the registration asks for; an administrator's consent copies it to `granted`. */
  configured: Grants;
  granted: Grants;
  /** Azure resource id, of a user-assigned managed identity. */
  readonly resourceId?: string;
}

export interface User {
  readonly username: string;
  readonly objectId: string;
  readonly name: string;
  password: string;
  /** Names of directory roles. */
  roles: readonly string[];
  enabled: boolean;
  passwordExpired: boolean;
  mfaRequired: boolean;
  /** Conditional Access stands in the way. */
  blocked: boolean;
  /** Tokens from before are worthless: the password was changed or the sessions revoked. */
  validFrom: number;
  /** `appId resource` pairs with the scopes this user consented to. */
  readonly consents: Map<string, readonly string[]>;
}

export interface Directory {
  readonly tenantId: string;
  readonly domain: string;
  readonly apps: Map<string, App>;
  /** By lower-cased user name. */
  readonly users: Map<string, User>;
}

export function createApp(app: Partial<App> & Pick<App, 'name' | 'kind'>): App {
  const { configured = {} } = app;
  return {
    appId: randomUUID(),
    objectId: randomUUID(),
    publicFlows: app.kind === 'public',
    multiTenant: false,
    enabled: true,
    secrets: [],
    certificates: [],
    federated: [],
    redirectUris: [],
    granted: configured,
    ...app,
    configured,
  };
}

export function createUser(user: Partial<User> & Pick<User, 'username' | 'password'>): User {
  return {
    objectId: randomUUID(),
    name: user.username.split('@')[0] ?? user.username,
    roles: [],
    enabled: true,
    passwordExpired: false,
    mfaRequired: false,
    blocked: false,
    validFrom: 0,
    consents: new Map(),
    ...user,
  };
}

export function findUser(directory: Directory, username: string): User | undefined {
  return directory.users.get(username.toLowerCase());
}

/** @throws Error when the PEM holds no certificate. */
export function readCertificate(pem: string): RegisteredCertificate {
  const certificate = new X509Certificate(pem);
  const digest = (algorithm: string): string =>
    createHash(algorithm).update(certificate.raw).digest('base64url');
  return { sha1: digest('sha1'), sha256: digest('sha256'), publicKey: certificate.publicKey };
}

/** Scopes of an API this user may use through this application, by the administrator's consent or his own. */
export function consentedScopes(app: App, user: User, resource: Resource): readonly string[] {
  const own = user.consents.get(consentKey(app, resource)) ?? [];
  return [...new Set([...(app.granted[resource.key]?.scopes ?? []), ...own])];
}

export function consentKey(app: App, resource: Resource): string {
  return `${app.appId} ${resource.key}`;
}
