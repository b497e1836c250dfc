import type { Service } from '../../core/service.ts';
import { deviceRoutes } from './device-endpoint.ts';
import { discoveryRoutes } from './discovery.ts';
import type { FederatedIssuer } from './federated-issuer.ts';
import { adminConsentRoutes } from './page/admin-consent.ts';
import { authorizeRoutes } from './page/authorize.ts';
import { deviceLoginRoutes } from './page/device-login.ts';
import { plainPageRoutes } from './page/plain-pages.ts';
import type { Realm } from './realm.ts';
import { tokenRoutes } from './token-endpoint.ts';

/** The sign-in service: Microsoft Entra ID as clients see it. */
export function entraService(realm: Realm, federated: FederatedIssuer): Service {
  return {
    name: 'login',
    // Literal paths first: `{tenant}` would take them for a tenant.
    routes: [
      ...plainPageRoutes(),
      ...deviceLoginRoutes(realm),
      ...discoveryRoutes(realm, { keys: [federated.jwk] }),
      ...tokenRoutes(realm, federated),
      ...deviceRoutes(realm),
      ...authorizeRoutes(realm),
      ...adminConsentRoutes(realm),
    ],
  };
}
