import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Route, SimRequest, SimResponse } from '../../core/service.ts';
import type { World } from '../../core/world.ts';
import type { Realm } from '../entra/realm.ts';
import { endpointTrouble, identityError, issueIdentityToken, orRefusal, findIdentity } from './identity.ts';

const VERSIONS: ReadonlySet<string> = new Set(['2019-11-01', '2020-06-01', '2021-02-01']);

/**
 * The agent of Azure Arc. It proves that the caller may read a folder of the machine: the first answer names
 * a fresh key file, the second request carries what stands in it. It has the system-assigned identity only.
 * @see https://learn.microsoft.com/en-us/azure/azure-arc/servers/managed-identity-authentication
 */
export function arcRoutes(world: World, realm: Realm, keyFolder: string): readonly Route[] {
  const keys = new Map<string, string>();
  const handle = (request: SimRequest) =>
    orRefusal((asked) => answer(world, realm, keyFolder, keys, asked), request);
  return [{ method: 'GET', path: '/arc/metadata/identity/oauth2/token', handle }];
}

async function answer(
  world: World,
  realm: Realm,
  keyFolder: string,
  keys: Map<string, string>,
  request: SimRequest,
): Promise<SimResponse> {
  const trouble = await endpointTrouble(world);
  if (trouble !== undefined) return trouble;
  if (String(request.headers['metadata']).toLowerCase() !== 'true')
    return identityError(400, 'bad_request_102', 'Required metadata header not specified');
  if (!VERSIONS.has(request.query.get('api-version') ?? ''))
    return identityError(400, 'invalid_request', 'The api-version is not supported');
  const key = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const file = key === undefined ? undefined : keys.get(key);
  if (key === undefined || file === undefined) return challenge(keyFolder, keys);
  keys.delete(key);
  await rm(file, { force: true });
  const resource = request.query.get('resource') ?? '';
  const app = findIdentity(realm, request.query);
  if (app === undefined || app.resourceId !== undefined)
    return identityError(400, 'invalid_request', 'Only the system-assigned identity answers here');
  const token = await issueIdentityToken(realm, app, resource);
  return {
    status: 200,
    body: {
      access_token: token.accessToken,
      client_id: token.clientId,
      expires_in: String(token.expiresIn),
      expires_on: String(token.expiresOn),
      not_before: String(token.notBefore),
      refresh_token: '',
      resource: token.resource,
      token_type: 'Bearer',
    },
  };
}

async function challenge(keyFolder: string, keys: Map<string, string>): Promise<SimResponse> {
  const key = randomBytes(64).toString('base64url');
  const file = join(keyFolder, `${randomBytes(8).toString('hex')}.key`);
  await mkdir(keyFolder, { recursive: true });
  await writeFile(file, key, { mode: 0o600 });
  keys.set(key, file);
  for (const oldest of keys.keys()) {
    if (keys.size <= 100) break;
    keys.delete(oldest);
  }
  return {
    status: 401,
    headers: { 'www-authenticate': `Basic realm=${file}` },
    body: { error: 'unauthorized_client', error_description: 'Read the key file and ask again.' },
  };
}
