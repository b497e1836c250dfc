import { parseTime } from '../../core/clock.ts';
import { createSecret } from '../entra/built-in.ts';
import {
  createApp,
  createUser,
  findUser,
  readCertificate,
  type App,
  type Grants,
  type User,
} from '../entra/directory.ts';
import { RESOURCES } from '../entra/resource-table.ts';
import type { Realm } from '../entra/realm.ts';
import { needText, optionalTexts } from './input.ts';

type Body = Readonly<Record<string, unknown>>;

const YEAR = 365 * 24 * 3600 * 1000;

/**
 * Registers an application, or changes the one with this `appId`: `name`, `kind`, `enabled`, `multiTenant`,
 * `publicFlows`, `redirectUris`, `certificate` (PEM, added), `federated` (list), `grants` (by API),
 * `addSecret` (`{value?, expires?}`), `secretsExpire` (a time for all of them).
 */
export function changeApp(realm: Realm, body: Body): unknown {
  const appId = typeof body['appId'] === 'string' ? body['appId'].toLowerCase() : undefined;
  const known = appId === undefined ? undefined : realm.directory.apps.get(appId);
  const app = known ?? register(realm, appId, body);
  for (const name of ['enabled', 'multiTenant', 'publicFlows'] as const)
    if (typeof body[name] === 'boolean') app[name] = body[name];
  app.redirectUris = optionalTexts(body, 'redirectUris') ?? app.redirectUris;
  if (Array.isArray(body['federated'])) app.federated = body['federated'] as App['federated'];
  if (typeof body['certificate'] === 'string') app.certificates.push(readCertificate(body['certificate']));
  if (typeof body['grants'] === 'object' && body['grants'] !== null) {
    app.configured = readGrants(body['grants'] as Body);
    app.granted = app.configured;
  }
  if (body['secretsExpire'] !== undefined)
    for (const secret of app.secrets) secret.expiresAt = parseTime(body['secretsExpire']);
  if (body['addSecret'] !== undefined) app.secrets.push(readSecret(realm, body['addSecret'] as Body));
  return { appId: app.appId, objectId: app.objectId, secret: app.secrets.at(-1)?.value };
}

function register(realm: Realm, appId: string | undefined, body: Body): App {
  const kind = body['kind'] ?? 'confidential';
  if (kind !== 'confidential' && kind !== 'public' && kind !== 'managed')
    throw new RangeError('kind is confidential, public or managed');
  const app = createApp({
    name: typeof body['name'] === 'string' ? body['name'] : 'Registered by hand',
    kind,
    ...(appId === undefined ? {} : { appId }),
    ...(typeof body['resourceId'] === 'string' ? { resourceId: body['resourceId'] } : {}),
  });
  realm.directory.apps.set(app.appId, app);
  return app;
}

function readSecret(realm: Realm, body: Body): App['secrets'][number] {
  return {
    value: typeof body['value'] === 'string' ? body['value'] : createSecret(),
    expiresAt: body['expires'] === undefined ? realm.clock.now() + YEAR : parseTime(body['expires']),
  };
}

function readGrants(body: Body): Grants {
  const grants: Grants = {};
  for (const [key, value] of Object.entries(body)) {
    const resource = RESOURCES.find((row) => row.key === key);
    if (resource === undefined) throw new RangeError(`No such API: ${key}`);
    const names = (value ?? {}) as Body;
    grants[resource.key] = {
      roles: optionalTexts(names, 'roles') ?? [],
      scopes: optionalTexts(names, 'scopes') ?? [],
    };
  }
  return grants;
}

/**
 * Adds a user, or changes the one of this `username`: `password`, `roles`, `enabled`, `passwordExpired`,
 * `mfaRequired`, `blocked`, `revoke: true` (every refresh token so far is worthless).
 */
export function changeUser(realm: Realm, body: Body): unknown {
  const username = needText(body, 'username');
  const known = findUser(realm.directory, username);
  const user: User = known ?? createUser({ username, password: needText(body, 'password') });
  if (known === undefined) realm.directory.users.set(username.toLowerCase(), user);
  else if (typeof body['password'] === 'string' && body['password'] !== user.password) {
    user.password = body['password'];
    revoke(realm, user);
  }
  user.roles = optionalTexts(body, 'roles') ?? user.roles;
  for (const name of ['enabled', 'passwordExpired', 'mfaRequired', 'blocked'] as const)
    if (typeof body[name] === 'boolean') user[name] = body[name];
  if (body['revoke'] === true) revoke(realm, user);
  return { username: user.username, objectId: user.objectId, roles: user.roles };
}

function revoke(realm: Realm, user: User): void {
  user.validFrom = realm.clock.now();
  for (const token of realm.refreshTokens.values()) if (token.user === user) token.revoked = true;
}

/**
 * Grants permissions of one API (`appId`, `api`, `roles`, `scopes`), or takes them away (`revoke: true`;
 * all of the API's when no names are given).
 */
export function changeConsent(realm: Realm, body: Body): unknown {
  const app = realm.directory.apps.get(needText(body, 'appId').toLowerCase());
  if (app === undefined) throw new RangeError('No such application');
  const api = needText(body, 'api');
  const resource = RESOURCES.find((row) => row.key === api);
  if (resource === undefined) throw new RangeError(`No such API: ${api}`);
  const roles = optionalTexts(body, 'roles');
  const scopes = optionalTexts(body, 'scopes');
  const held = app.granted[resource.key] ?? { roles: [], scopes: [] };
  const everything = roles === undefined && scopes === undefined;
  const change = (have: readonly string[], names: readonly string[]): readonly string[] => {
    if (body['revoke'] === true) return everything ? [] : have.filter((name) => !names.includes(name));
    return [...new Set([...have, ...names])];
  };
  app.granted = {
    ...app.granted,
    [resource.key]: { roles: change(held.roles, roles ?? []), scopes: change(held.scopes, scopes ?? []) },
  };
  return { appId: app.appId, granted: app.granted };
}
