import type { Route, SimRequest, SimResponse } from '../../core/service.ts';
import type { World } from '../../core/world.ts';
import type { Realm } from '../entra/realm.ts';
import { endpointTrouble, findIdentity, identityError, issueIdentityToken, orRefusal } from './identity.ts';

/** Versions of the metadata service that answer here. */
const VERSIONS: ReadonlySet<string> = new Set(['2018-02-01', '2019-08-01', '2021-02-01']);

/**
 * The instance metadata service of a virtual machine.
 * @see https://learn.microsoft.com/en-us/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
 */
export function imdsRoutes(world: World, realm: Realm): readonly Route[] {
  const handle = (request: SimRequest) => orRefusal((asked) => answer(world, realm, asked), request);
  return [{ method: 'GET', path: '/metadata/identity/oauth2/token', handle }];
}

async function answer(world: World, realm: Realm, request: SimRequest): Promise<SimResponse> {
  const trouble = await endpointTrouble(world);
  if (trouble !== undefined) return trouble;
  if (String(request.headers['metadata']).toLowerCase() !== 'true')
    return identityError(400, 'bad_request_102', 'Required metadata header not specified');
  if (request.headers['x-forwarded-for'] !== undefined)
    return identityError(400, 'bad_request_102', 'A forwarded request is not answered');
  const version = request.query.get('api-version');
  if (version === null || !VERSIONS.has(version))
    return identityError(
      400,
      'invalid_request',
      'Required query variable api-version is missing or not supported',
    );
  const resource = request.query.get('resource');
  if (resource === null || resource === '')
    return identityError(400, 'invalid_request', "Required query variable 'resource' is missing");
  const app = findIdentity(realm, request.query);
  if (app === undefined) return identityError(400, 'invalid_request', 'Identity not found');
  const token = await issueIdentityToken(realm, app, resource);
  return {
    status: 200,
    body: {
      access_token: token.accessToken,
      client_id: token.clientId,
      expires_in: String(token.expiresIn),
      expires_on: String(token.expiresOn),
      ext_expires_in: String(token.expiresIn),
      not_before: String(token.notBefore),
      refresh_token: '',
      resource: token.resource,
      token_type: 'Bearer',
    },
  };
}
