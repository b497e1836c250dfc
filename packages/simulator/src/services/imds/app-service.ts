import type { Route, SimRequest, SimResponse } from '../../core/service.ts';
import type { World } from '../../core/world.ts';
import type { Realm } from '../entra/realm.ts';
import { endpointTrouble, findIdentity, identityError, issueIdentityToken, orRefusal } from './identity.ts';

/**
 * The identity endpoint of App Service, Functions and Container Apps.
 * @see https://learn.microsoft.com/en-us/azure/app-service/overview-managed-identity#rest-endpoint-reference
 */
export function appServiceRoutes(world: World, realm: Realm, identityHeader: string): readonly Route[] {
  const handle = (request: SimRequest) =>
    orRefusal((asked) => answer(world, realm, identityHeader, asked), request);
  return [{ method: 'GET', path: '/msi/token', handle }];
}

async function answer(
  world: World,
  realm: Realm,
  identityHeader: string,
  request: SimRequest,
): Promise<SimResponse> {
  const trouble = await endpointTrouble(world);
  if (trouble !== undefined) return trouble;
  const version = request.query.get('api-version');
  const old = version === '2017-09-01';
  if (!old && version !== '2019-08-01')
    return identityError(400, 'invalid_request', 'The api-version is not supported');
  const given = request.headers[old ? 'secret' : 'x-identity-header'];
  if (given !== identityHeader)
    return identityError(401, 'unauthorized_client', 'The identity header does not fit');
  const resource = request.query.get('resource');
  if (resource === null || resource === '')
    return identityError(400, 'invalid_request', 'resource is missing');
  const app = findIdentity(realm, request.query);
  if (app === undefined) return identityError(400, 'invalid_request', 'No managed identity fits the request');
  const token = await issueIdentityToken(realm, app, resource);
  const expires = old ? dateText(token.expiresOn) : String(token.expiresOn);
  return {
    status: 200,
    body: {
      access_token: token.accessToken,
      expires_on: expires,
      resource: token.resource,
      token_type: 'Bearer',
      ...(old ? {} : { client_id: token.clientId, not_before: String(token.notBefore) }),
    },
  };
}

/** The oldest version writes `MM/DD/YYYY hh:mm:ss AM +00:00`. */
function dateText(epochSeconds: number): string {
  const date = new Date(epochSeconds * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = date.getUTCHours();
  const clock = `${two(hours % 12 === 0 ? 12 : hours % 12)}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  const day = `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${date.getUTCFullYear()}`;
  return `${day} ${clock} ${hours < 12 ? 'AM' : 'PM'} +00:00`;
}
