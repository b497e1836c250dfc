import type { Audience, CredentialIdentity } from '../credential.ts';

/** What is kept for an identity: access tokens, what a person granted, and steps of a sign-in under way. */
export type StoredKind = 'token' | 'grant' | 'pending-device' | 'pending-code' | 'broker';

/**
 * The key of an entry. A JSON list, so that no choice of names can make two identities share a key, and
 * whoever has no account never shares with someone who has.
 */
export function storeKey(kind: StoredKind, identity: CredentialIdentity, audience?: Audience): string {
  const { cloud, tenant, client, account, flow } = identity;
  return JSON.stringify([
    kind,
    flow,
    cloud,
    tenant.toLowerCase(),
    client.toLowerCase(),
    account ?? null,
    audience ?? null,
  ]);
}
