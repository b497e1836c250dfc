import type { Route, SimRequest, SimResponse } from '../../core/service.ts';
import { errorAnswer, Refusal } from './refusal.ts';
import { signInTime, type Realm } from './realm.ts';
import { checkTenant, isShared } from './tenant.ts';

/** What clients read about the authority before they sign in. */
export function discoveryRoutes(realm: Realm, federatedJwks: unknown): readonly Route[] {
  const keys = (): SimResponse => ({ status: 200, body: realm.issuer.jwks });
  return [
    {
      method: 'GET',
      path: '/common/discovery/instance',
      handle: (request) => ({ status: 200, body: instance(request) }),
    },
    {
      method: 'GET',
      path: '/{tenant}/v2.0/.well-known/openid-configuration',
      handle: (request) => configuration(realm, request, 2),
    },
    {
      method: 'GET',
      path: '/{tenant}/.well-known/openid-configuration',
      handle: (request) => configuration(realm, request, 1),
    },
    { method: 'GET', path: '/{tenant}/discovery/v2.0/keys', handle: keys },
    { method: 'GET', path: '/{tenant}/discovery/keys', handle: keys },
    { method: 'GET', path: '/federated-issuer/jwks', handle: () => ({ status: 200, body: federatedJwks }) },
  ];
}

/** This authority is a cloud of its own with one host name. */
function instance(request: SimRequest): unknown {
  const asked = request.query.get('authorization_endpoint') ?? '';
  const tenant = URL.canParse(asked) ? (new URL(asked).pathname.split('/')[1] ?? 'common') : 'common';
  const host = new URL(request.origin).host;
  return {
    tenant_discovery_endpoint: `${request.origin}/${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}

function configuration(realm: Realm, request: SimRequest, version: 1 | 2): SimResponse {
  const name = request.params['tenant'] ?? '';
  try {
    checkTenant(realm.directory, name);
  } catch (error) {
    if (error instanceof Refusal) return errorAnswer(error, request, signInTime(realm));
    throw error;
  }
  const { tenantId } = realm.directory;
  const v2 = version === 2;
  const base = `${request.origin}/${name}`;
  const oauth = `${base}/oauth2${v2 ? '/v2.0' : ''}`;
  const issued = isShared(name) ? '{tenantid}' : tenantId;
  return {
    status: 200,
    body: {
      issuer: v2 ? `${request.origin}/${issued}/v2.0` : `https://sts.windows.net/${issued}/`,
      authorization_endpoint: `${oauth}/authorize`,
      token_endpoint: `${oauth}/token`,
      device_authorization_endpoint: `${oauth}/devicecode`,
      end_session_endpoint: `${oauth}/logout`,
      jwks_uri: v2 ? `${base}/discovery/v2.0/keys` : `${base}/discovery/keys`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      response_modes_supported: ['query', 'fragment', 'form_post'],
      response_types_supported: ['code'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      claims_supported: [
        'sub',
        'iss',
        'aud',
        'exp',
        'iat',
        'nonce',
        'preferred_username',
        'name',
        'tid',
        'ver',
        'oid',
      ],
      tenant_region_scope: 'EU',
      cloud_instance_name: new URL(request.origin).host,
    },
  };
}
