import type { FederatedIssuer } from '../entra/federated-issuer.ts';
import type { Realm } from '../entra/realm.ts';

/** Everything about the sign-in, secrets included: this is the operator's view of a pretended tenant. */
export function describeIdentity(realm: Realm, federated: FederatedIssuer): unknown {
  const { directory } = realm;
  return {
    tenantId: directory.tenantId,
    domain: directory.domain,
    apps: [...directory.apps.values()].map((app) => ({
      appId: app.appId,
      objectId: app.objectId,
      name: app.name,
      kind: app.kind,
      enabled: app.enabled,
      multiTenant: app.multiTenant,
      publicFlows: app.publicFlows,
      secrets: app.secrets.map(({ value, expiresAt }) => ({
        value,
        expiresAt: new Date(expiresAt).toISOString(),
      })),
      certificates: app.certificates.map(({ sha1, sha256 }) => ({ sha1, sha256 })),
      federated: app.federated,
      redirectUris: app.redirectUris,
      configured: app.configured,
      granted: app.granted,
      ...(app.resourceId === undefined ? {} : { resourceId: app.resourceId }),
    })),
    users: [...directory.users.values()].map(({ consents, validFrom, ...user }) => ({
      ...user,
      validFrom: new Date(validFrom).toISOString(),
      consents: Object.fromEntries(consents),
    })),
    federated: { issuer: federated.issuer, subject: federated.subject, audience: federated.audience },
    devices: [...realm.devices.values()].map(({ userCode, status, app, expiresAt }) => ({
      userCode,
      status,
      appId: app.appId,
      expiresAt: new Date(expiresAt).toISOString(),
    })),
    refreshTokens: realm.refreshTokens.size,
  };
}
