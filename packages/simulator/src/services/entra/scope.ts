import type { App, Directory, User } from './directory.ts';
import { consentedScopes } from './directory.ts';
import { PERMISSIONS } from './permission-table.ts';
import { Refusal } from './refusal.ts';
import type { NationalCloud, Resource, ResourceBook } from './resource-table.ts';

/** Scopes of the sign-in itself: they belong to no API. */
export const OIDC: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access']);

/** What a request asks for, understood. */
export interface Target {
  /** The spelling asked for; it becomes the audience of the token. */
  readonly uri: string;
  readonly resource: Resource;
  /** Names of single permissions; empty for `/.default`. */
  readonly permissions: readonly string[];
  readonly oidc: ReadonlySet<string>;
}

export interface ScopeContext {
  readonly directory: Directory;
  readonly resources: ResourceBook;
  /** Only this cloud's spellings are known. */
  readonly cloud: NationalCloud | undefined;
}

/** Reads a `scope` of a user flow. Bare names are Graph's. @throws Refusal 70011, 500011, 700022. */
export function readScope(context: ScopeContext, scope: string): Target {
  const words = scope.split(/\s+/).filter((word) => word !== '');
  const oidc = new Set(words.filter((word) => OIDC.has(word)));
  const asked = words.filter((word) => !OIDC.has(word)).map(split);
  const [first = { uri: 'https://graph.microsoft.com', permission: '.default' }, ...rest] = asked;
  const resource = findResource(context, first.uri);
  if (rest.some((other) => findResource(context, other.uri) !== resource)) throw new Refusal(700022);
  const permissions = asked.map((word) => word.permission).filter((name) => name !== '.default');
  const unknown = permissions.find((name) => !PERMISSIONS[resource.key].scopes.includes(name));
  if (unknown !== undefined) throw new Refusal(70011, [`${unknown} does not exist on ${resource.name}`]);
  return { uri: first.uri, resource, permissions, oidc };
}

/** Reads the `scope` of client credentials: one resource and `/.default`. @throws Refusal 1002012, 700022, 500011. */
export function readApplicationScope(context: ScopeContext, scope: string): Target {
  const words = scope.split(/\s+/).filter((word) => word !== '' && !OIDC.has(word));
  const asked = words.map(split);
  if (asked.length === 0 || asked.some((word) => word.permission !== '.default'))
    throw new Refusal(1002012, [scope]);
  const uris = [...new Set(asked.map((word) => word.uri))];
  if (uris.length > 1) throw new Refusal(700022);
  return readResource(context, uris[0] ?? '');
}

/** Reads a `resource`, as the older endpoints and managed identities name it. @throws Refusal 500011. */
export function readResource(context: ScopeContext, uri: string): Target {
  return { uri, resource: findResource(context, uri), permissions: [], oidc: new Set() };
}

/** Scopes the user's token will carry. @throws Refusal 65001 when the consent does not reach. */
export function grantedScopes(app: App, user: User, target: Target): readonly string[] {
  const consented = consentedScopes(app, user, target.resource);
  const missing = target.permissions.some((permission) => !consented.includes(permission));
  if (consented.length === 0 || missing) throw new Refusal(65001, [app.appId, app.name]);
  return consented;
}

function findResource({ resources, directory, cloud }: ScopeContext, uri: string): Resource {
  const resource = resources.find(uri, cloud);
  if (resource === undefined) throw new Refusal(500011, [uri, directory.tenantId]);
  return resource;
}

function split(word: string): { uri: string; permission: string } {
  const slash = word.lastIndexOf('/');
  if (slash < 0) return { uri: 'https://graph.microsoft.com', permission: word };
  const permission = word.slice(slash + 1);
  if (permission === '') throw new Refusal(70011, [word]);
  return { uri: word.slice(0, slash), permission };
}
