import type { Route, SimRequest, SimResponse } from '../../core/service.ts';
import { noteCaller } from '../../core/throttle.ts';
import { authenticateClient, type AuthenticatedClient } from './client-authentication.ts';
import type { FederatedIssuer } from './federated-issuer.ts';
import { grantAuthorizationCode } from './grant/authorization-code.ts';
import { grantClientCredentials } from './grant/client-credentials.ts';
import { grantDeviceCode, SlowDown } from './grant/device-code.ts';
import { grantPassword } from './grant/password.ts';
import { grantRefreshToken } from './grant/refresh-token.ts';
import { errorAnswer, NO_STORE, Refusal } from './refusal.ts';
import { signInTime, type Realm, type TokenRequest } from './realm.ts';
import { checkTenant, isShared } from './tenant.ts';
import type { TokenAnswer } from './token-answer.ts';

type Grant = (realm: Realm, token: TokenRequest, client: AuthenticatedClient) => Promise<TokenAnswer>;

const GRANTS: Readonly<Record<string, Grant>> = {
  authorization_code: grantAuthorizationCode,
  client_credentials: grantClientCredentials,
  // The second name is the one of the older endpoint.
  'urn:ietf:params:oauth:grant-type:device_code': grantDeviceCode,
  device_code: grantDeviceCode,
  password: grantPassword,
  refresh_token: grantRefreshToken,
};

/** The token endpoints of both versions. */
export function tokenRoutes(realm: Realm, federated: FederatedIssuer): readonly Route[] {
  const handle = (version: 1 | 2) => (request: SimRequest) => answer(realm, federated, version, request);
  return [
    { method: 'POST', path: '/{tenant}/oauth2/v2.0/token', handle: handle(2) },
    { method: 'POST', path: '/{tenant}/oauth2/token', handle: handle(1) },
  ];
}

async function answer(
  realm: Realm,
  federated: FederatedIssuer,
  version: 1 | 2,
  request: SimRequest,
): Promise<SimResponse> {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const token: TokenRequest = { version, tenant: request.params['tenant'] ?? '', form, request };
  try {
    return { status: 200, headers: NO_STORE, body: await redeem(realm, federated, token) };
  } catch (error) {
    if (error instanceof SlowDown) return slowDown();
    if (error instanceof Refusal) return errorAnswer(error, request, signInTime(realm));
    throw error;
  }
}

async function redeem(realm: Realm, federated: FederatedIssuer, token: TokenRequest): Promise<TokenAnswer> {
  checkTenant(realm.directory, token.tenant);
  const type = token.form.get('grant_type');
  if (type === null || type === '') throw new Refusal(900144, ['grant_type']);
  const grant = GRANTS[type];
  if (grant === undefined) throw new Refusal(70003, [type]);
  const client = await authenticateClient(realm, federated, token);
  noteCaller(client.app.appId);
  if (isShared(token.tenant) && type !== 'client_credentials' && !client.app.multiTenant)
    throw new Refusal(50194, [client.app.appId]);
  return grant(realm, token, client);
}

function slowDown(): SimResponse {
  const description = 'The client polls more often than the interval allows.';
  return { status: 400, headers: NO_STORE, body: { error: 'slow_down', error_description: description } };
}
