import { requireProof, type AuthenticatedClient } from '../client-authentication.ts';
import { Refusal } from '../refusal.ts';
import { signInTime, type Realm, type TokenRequest } from '../realm.ts';
import { userAnswer, type TokenAnswer } from '../token-answer.ts';
import { checkUser } from '../user-state.ts';
import { userTarget } from './user-target.ts';

/** A refresh token dies when nobody used it for this long. */
const INACTIVE_MS = 90 * 24 * 3600 * 1000;

/** @throws Refusal 900144, 70000, 700005, 700082, 50173 and those of the state of the user. */
export async function grantRefreshToken(
  realm: Realm,
  token: TokenRequest,
  client: AuthenticatedClient,
): Promise<TokenAnswer> {
  requireProof(client);
  const value = token.form.get('refresh_token');
  if (value === null || value === '') throw new Refusal(900144, ['refresh_token']);
  const grant = realm.refreshTokens.get(value);
  if (grant === undefined) throw new Refusal(70000);
  if (grant.app !== client.app) throw new Refusal(700005);
  const issued = new Date(grant.issuedAt).toISOString();
  const changed = grant.revoked || grant.issuedAt < grant.user.validFrom;
  if (changed || realm.faults.take('password-changed') !== undefined) throw new Refusal(50173, [issued]);
  if (signInTime(realm) > grant.issuedAt + INACTIVE_MS) throw new Refusal(700082, [issued]);
  const asked = userTarget(realm, token, grant.scope);
  checkUser(grant.user, grant.mfa, asked.target.resource.name);
  // A refresh is itself the sign of offline access, whether or not the scope repeats it.
  const target = { ...asked.target, oidc: new Set([...asked.target.oidc, 'offline_access']) };
  return userAnswer(realm, token, {
    app: client.app,
    proof: client.proof,
    user: grant.user,
    target,
    scope: `${asked.scope} offline_access`,
    mfa: grant.mfa,
  });
}
