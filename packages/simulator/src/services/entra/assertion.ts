import { createPublicKey } from 'node:crypto';
import { compactVerify, decodeJwt, decodeProtectedHeader, errors, type JWTPayload } from 'jose';
import type { App, RegisteredCertificate } from './directory.ts';
import type { FederatedIssuer } from './federated-issuer.ts';
import { Refusal } from './refusal.ts';
import { signInTime, type Realm, type TokenRequest } from './realm.ts';

/** Clocks may differ by this much. */
const LEEWAY_SECONDS = 300;

/**
 * Verifies a client assertion: signed by a registered certificate, or by a trusted outside issuer.
 * @throws Refusal 50027, 700021, 700023, 700024, 700027, 700211, 700212, 700213.
 */
export async function verifyAssertion(
  realm: Realm,
  federated: FederatedIssuer,
  app: App,
  assertion: string,
  token: TokenRequest,
): Promise<'certificate' | 'federated'> {
  const { header, claims } = decode(assertion);
  if (claims.iss !== app.appId) {
    await verifyFederated(realm, federated, app, assertion, claims);
    return 'federated';
  }
  if (claims.sub !== app.appId) throw new Refusal(700021);
  const certificate = findCertificate(app, header);
  if (certificate === undefined)
    throw new Refusal(700027, ['the certificate that signed it is not registered on the application']);
  await checkSignature(assertion, certificate.publicKey);
  if (![claims.aud].flat().some((aud) => isOurTokenEndpoint(realm, token, aud)))
    throw new Refusal(700023, [String(claims.aud)]);
  checkWindow(realm, claims);
  return 'certificate';
}

async function verifyFederated(
  realm: Realm,
  federated: FederatedIssuer,
  app: App,
  assertion: string,
  claims: JWTPayload,
): Promise<void> {
  const byIssuer = app.federated.filter((trust) => trust.issuer === claims.iss);
  if (byIssuer.length === 0) throw new Refusal(700211, [String(claims.iss)]);
  const audiences = [claims.aud].flat();
  const byAudience = byIssuer.filter((trust) => audiences.includes(trust.audience));
  if (byAudience.length === 0) throw new Refusal(700212, [String(claims.aud)]);
  if (!byAudience.some((trust) => trust.subject === claims.sub))
    throw new Refusal(700213, [String(claims.sub)]);
  await checkSignature(
    assertion,
    createPublicKey({ key: federated.jwk as import('node:crypto').JsonWebKey, format: 'jwk' }),
  );
  checkWindow(realm, claims);
}

function decode(assertion: string): { header: Record<string, unknown>; claims: JWTPayload } {
  try {
    return { header: decodeProtectedHeader(assertion), claims: decodeJwt(assertion) };
  } catch {
    throw new Refusal(50027, ['it is not a signed JWT']);
  }
}

/** Named by `x5t#S256`, by `x5t`, or by a `kid` that holds one of the two digests. */
function findCertificate(app: App, header: Record<string, unknown>): RegisteredCertificate | undefined {
  const hex = (digest: string): string => Buffer.from(digest, 'base64url').toString('hex').toUpperCase();
  return app.certificates.find(
    ({ sha1, sha256 }) =>
      header['x5t#S256'] === sha256 ||
      header['x5t'] === sha1 ||
      [sha1, sha256, hex(sha1), hex(sha256)].includes(String(header['kid'])),
  );
}

async function checkSignature(assertion: string, key: import('node:crypto').KeyObject): Promise<void> {
  try {
    await compactVerify(assertion, key, { algorithms: ['PS256', 'RS256', 'ES256'] });
  } catch (error) {
    if (!(error instanceof errors.JOSEError) && !(error instanceof TypeError)) throw error;
    throw new Refusal(700027, ['the key does not fit']);
  }
}

/** `{login}/{tenant}/oauth2/v2.0/token`, its v1 form or the issuer, on any host name we are called by. */
function isOurTokenEndpoint(realm: Realm, token: TokenRequest, aud: string | undefined): boolean {
  if (aud === undefined || !URL.canParse(aud)) return false;
  const url = new URL(aud);
  const known = [...realm.bases, token.request.origin].some((base) => new URL(base).host === url.host);
  const [tenant = '', ...rest] = url.pathname
    .replace(/^\/|\/$/g, '')
    .toLowerCase()
    .split('/');
  const tenants = [realm.directory.tenantId, realm.directory.domain, token.tenant.toLowerCase()];
  return (
    known &&
    tenants.includes(tenant) &&
    ['oauth2/v2.0/token', 'oauth2/token', 'v2.0', ''].includes(rest.join('/'))
  );
}

/**
 * The time window, on our clock. A clock that was moved by hand says nothing about the caller's, so the
 * machine's own time counts as well, unless the fault of differing clocks is on.
 */
function checkWindow(realm: Realm, claims: JWTPayload): void {
  const skewed = realm.faults.peek('clock-skew') !== undefined;
  const times = skewed ? [signInTime(realm)] : [signInTime(realm), Date.now()];
  const { exp, nbf = 0 } = claims;
  if (exp === undefined) throw new Refusal(50027, ['exp is missing']);
  const inside = times.some((ms) => nbf - LEEWAY_SECONDS <= ms / 1000 && ms / 1000 < exp + LEEWAY_SECONDS);
  if (inside) return;
  const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();
  throw new Refusal(700024, [new Date(signInTime(realm)).toISOString(), iso(nbf), iso(exp)]);
}
