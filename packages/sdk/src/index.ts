export * from './error.ts';
export type * from './credential/credential.ts';
export { connect } from './client.ts';
export { compose } from './transport/send.ts';
export type * from './transport/send.ts';
export type * from './resource/shape.ts';
export type * from './resource/resource.ts';
export type * from './resource/hunting.ts';
export { HUNT_ROW_LIMIT } from './resource/hunting.ts';
export { READING_POSTS } from './resource/hunting/call.ts';
export type * from './client.ts';
export { createDispatcher } from './network/dispatcher.ts';
export type { DispatcherOptions } from './network/dispatcher.ts';
export { realClock } from './transport/clock.ts';
export type { Clock } from './transport/clock.ts';
export type { TraceEvent } from './transport/trace.ts';
export { permissionTable } from './transport/permission-table.ts';
export type { PermissionRow } from './transport/permission-table.ts';
export { quotaTable } from './transport/quota-table.ts';
export type { QuotaRow } from './transport/quota-table.ts';
export { pages as rawPages } from './transport/paging.ts';
export type { PagedCall, RawPage } from './transport/paging.ts';
export { audienceOf } from './transport/audience-of.ts';
export { userAgent } from './network/user-agent.ts';
export * as odata from './transport/odata.ts';
export {
  endpointAlertToGraph,
  endpointAlertToNative,
  incidentToGraph,
  incidentToNative,
  xdrAlertToGraph,
  xdrAlertToNative,
} from './resource/mapping/native.ts';
export type { Native } from './resource/mapping/native.ts';
export * as words from './resource/mapping/words.ts';
export type { Words } from './resource/mapping/words.ts';
export { standing } from './resource/route.ts';
export type { Standing } from './resource/route.ts';
export { routeDifferences } from './resource/mapping/differences.ts';
export type { RouteDifference } from './resource/mapping/differences.ts';

// Sign-in
export { CLOUDS } from './credential/clouds.ts';
export type { CloudName, CloudRow } from './credential/clouds.ts';
export { hostOf, resolveCloud, resourceOf, scopeOf } from './credential/resolve-cloud.ts';
export type { Cloud, CloudHosts, CloudScopes } from './credential/resolve-cloud.ts';
export { createIdentityHttp } from './credential/http.ts';
export type {
  IdentityHttp,
  IdentityHttpOptions,
  IdentityRequest,
  IdentityResponse,
} from './credential/http.ts';
export { createCredential } from './credential/create-credential.ts';
export type {
  CredentialContext,
  CredentialSpec,
  Interactive,
  SignIn,
} from './credential/create-credential.ts';
export type { Account } from './credential/account.ts';
export { loadCertificate } from './credential/certificate/load.ts';
export type { CertificateSource, LoadedCertificate } from './credential/certificate/load.ts';
export type { Sleep } from './credential/abort.ts';
export type { Secret } from './credential/client-secret.ts';
export { CORTEX_XDR_APP } from './credential/device-code.ts';
export type { DeviceCodePrompt, DeviceCodeSignInOptions } from './credential/device-code.ts';
export type { BrowserSignInOptions, LoginUrlOptions } from './credential/authorization-code.ts';
export { parseAppAtRefreshToken } from './credential/refresh-token.ts';
export { brokerConsentUrl, parseBrokerId } from './credential/broker-request.ts';
export { asTokenCredential } from './credential/token-credential.ts';
export { cached } from './credential/cache/cached.ts';
export type { CachedCredential, CachedOptions } from './credential/cache/cached.ts';
export { memoryTokenStore } from './credential/cache/token-store.ts';
export type { StoredEntry, TokenStore } from './credential/cache/token-store.ts';
export { fileTokenStore } from './credential/cache/token-cache.ts';
export type { TokenCacheOptions } from './credential/cache/token-cache.ts';
export { keySourceFrom } from './credential/cache/cache-key.ts';
export type { KeySource } from './credential/cache/cache-key.ts';
export { AADSTS } from './credential/aadsts.ts';
export type { EntraAdvice, LinkKind } from './credential/aadsts.ts';
export { fromEntra } from './credential/entra-error.ts';
export { adminConsentUrl, registrationUrl } from './credential/links.ts';
export type { ApplicationPlace } from './credential/links.ts';
export { parseClaimsChallenge } from './credential/claims-challenge.ts';
export { decodeToken } from './credential/token-claims.ts';
export type { DecodedToken } from './credential/token-claims.ts';
