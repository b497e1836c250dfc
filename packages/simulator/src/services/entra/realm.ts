import { cloudSkew } from '../../core/clock.ts';
import type { SimRequest } from '../../core/service.ts';
import type { Faults, SimClock } from '../../core/world.ts';
import type { App, Directory, User } from './directory.ts';
import type { NationalCloud, ResourceBook } from './resource-table.ts';
import type { ScopeContext } from './scope.ts';
import type { TokenIssuer } from './token-issuer.ts';

/** An authorization code waiting to be redeemed. */
export interface AuthorizationCode {
  readonly app: App;
  readonly user: User;
  readonly scope: string;
  readonly redirectUri: string;
  readonly challenge: { readonly value: string; readonly method: string } | undefined;
  readonly nonce: string | undefined;
  readonly createdAt: number;
  used: boolean;
}

export interface DeviceCode {
  readonly userCode: string;
  readonly app: App;
  readonly scope: string;
  readonly expiresAt: number;
  readonly intervalSeconds: number;
  status: 'pending' | 'approved' | 'declined' | 'redeemed';
  user?: User;
  lastPoll?: number;
}

/** A refresh token. An older one goes on working after rotation, as in the cloud. */
export interface RefreshToken {
  readonly app: App;
  readonly user: User;
  readonly scope: string;
  readonly issuedAt: number;
  readonly mfa: boolean;
  revoked: boolean;
}

/** Everything the sign-in service knows. */
export interface Realm {
  readonly clock: SimClock;
  readonly faults: Faults;
  readonly directory: Directory;
  readonly resources: ResourceBook;
  readonly issuer: TokenIssuer;
  /** Base URLs of the sign-in service, HTTP and HTTPS. */
  readonly bases: readonly string[];
  readonly codes: Map<string, AuthorizationCode>;
  /** By device code. */
  readonly devices: Map<string, DeviceCode>;
  readonly refreshTokens: Map<string, RefreshToken>;
  /** Seconds between polls that new device codes are given out with. */
  deviceInterval: number;
}

/** A request at a token endpoint. */
export interface TokenRequest {
  readonly version: 1 | 2;
  /** As it stands in the path. */
  readonly tenant: string;
  readonly form: URLSearchParams;
  readonly request: SimRequest;
}

/** Epoch milliseconds on the clock of the sign-in service, which a fault can put off. */
export function signInTime(realm: Realm): number {
  return realm.clock.now() + cloudSkew(realm.faults);
}

/** How scopes are to be read now. */
export function scopeContext(realm: Realm): ScopeContext {
  const fault = realm.faults.take('cloud-scope');
  const cloud = fault === undefined ? undefined : ((fault.params['cloud'] ?? 'gcc') as NationalCloud);
  return { directory: realm.directory, resources: realm.resources, cloud };
}

/** Keeps a map of grants from growing without end: the oldest go first. */
export function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= 50_000) return;
    map.delete(oldest);
  }
}
