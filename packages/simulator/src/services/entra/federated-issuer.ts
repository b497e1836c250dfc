import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';

/** An outside issuer of workload tokens, such as the one of a Kubernetes cluster. */
export interface FederatedIssuer {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  readonly jwk: JWK;
  /** Mints a workload token that lives for `seconds`. Times are the machine's, as a cluster's would be. */
  mint(change: { subject?: string; audience?: string; issuer?: string; seconds?: number }): Promise<string>;
}

export async function createFederatedIssuer(issuer: string): Promise<FederatedIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = randomBytes(16).toString('base64url');
  const subject = 'system:serviceaccount:vedette:connector';
  const audience = 'api://AzureADTokenExchange';
  return {
    issuer,
    subject,
    audience,
    jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'ES256' },
    mint: async (change) => {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({})
        .setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' })
        .setIssuer(change.issuer ?? issuer)
        .setSubject(change.subject ?? subject)
        .setAudience(change.audience ?? audience)
        .setIssuedAt(now)
        .setNotBefore(now + Math.min(0, change.seconds ?? 3600))
        .setExpirationTime(now + (change.seconds ?? 3600))
        .sign(privateKey);
    },
  };
}
