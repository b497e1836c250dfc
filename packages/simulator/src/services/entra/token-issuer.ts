import { createPublicKey, randomBytes, verify, type KeyObject } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import type { IssuedToken, TokenBook } from '../../core/bearer.ts';
import type { SimClock, TokenClaims } from '../../core/world.ts';
import type { ResourceBook } from './resource-table.ts';

/** Seconds a token lives, as `expires_in` says it. */
export const TOKEN_SECONDS = 3599;

/** How many tokens are remembered as revoked, challenged or already verified. */
const MEMORY = 20_000;

export interface TokenIssuer extends TokenBook {
  readonly jwks: { keys: readonly JWK[] };
  /** Signs claims, adding times and a unique id. @param nowMs the clock of the sign-in service, skew included. */
  issue(claims: Record<string, unknown>, nowMs: number, challenged?: boolean): Promise<string>;
  /** Called when a token is revoked because its secret was rotated. */
  onRotate: (appid: string) => void;
  forget(): void;
}

export async function createTokenIssuer(clock: SimClock, resources: ResourceBook): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', {
    modulusLength: 2048,
    extractable: true,
  });
  const kid = randomBytes(20).toString('base64url');
  const jwk = { ...(await exportJWK(publicKey)), kid, x5t: kid, use: 'sig', alg: 'RS256' };
  const verifier = createPublicKey({ key: jwk as import('node:crypto').JsonWebKey, format: 'jwk' });
  const verified = new Map<string, TokenClaims>();
  const revoked = new Set<string>();
  const challenged = new Set<string>();
  const issuer: TokenIssuer = {
    jwks: { keys: [jwk] },
    onRotate: () => {},
    issue: async (claims, nowMs, byChallenge = false) => {
      const now = Math.floor(nowMs / 1000);
      const uti = randomBytes(16).toString('base64url');
      if (byChallenge) challenged.add(uti);
      bound(challenged);
      return new SignJWT({ iat: now, nbf: now, exp: now + TOKEN_SECONDS, uti, ...claims })
        .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid, x5t: kid })
        .sign(privateKey);
    },
    check: (token): IssuedToken | undefined => {
      const claims = verified.get(token) ?? verifyToken(token, verifier);
      if (claims === undefined) return undefined;
      verified.set(token, claims);
      bound(verified);
      const uti = String(claims['uti']);
      const expired = Number(claims['exp']) * 1000 <= clock.now();
      return {
        claims,
        state: revoked.has(uti) ? 'revoked' : expired ? 'expired' : 'valid',
        challenged: challenged.has(uti),
      };
    },
    revoke: (claims, rotate) => {
      revoked.add(String(claims['uti']));
      bound(revoked);
      if (rotate) issuer.onRotate(claims.appid);
    },
    audienceOf: (aud) => {
      const key = resources.find(aud)?.key;
      return key === 'management' ? undefined : key;
    },
    forget: () => {
      revoked.clear();
      challenged.clear();
    },
  };
  return issuer;
}

function verifyToken(token: string, key: KeyObject): TokenClaims | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0)
    return undefined;
  const good = verify(
    'sha256',
    Buffer.from(`${header}.${payload}`),
    key,
    Buffer.from(signature, 'base64url'),
  );
  return good ? (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as TokenClaims) : undefined;
}

/** Drops the oldest entries of a set or map that has grown beyond the memory. */
function bound(collection: Set<string> | Map<string, unknown>): void {
  for (const key of collection.keys()) {
    if (collection.size <= MEMORY) return;
    collection.delete(key);
  }
}
