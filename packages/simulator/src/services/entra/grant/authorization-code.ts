import { createHash } from 'node:crypto';
import { requireProof, type AuthenticatedClient } from '../client-authentication.ts';
import { Refusal } from '../refusal.ts';
import { signInTime, type AuthorizationCode, type Realm, type TokenRequest } from '../realm.ts';
import { userAnswer, type TokenAnswer } from '../token-answer.ts';
import { userTarget } from './user-target.ts';

const LIFE_MS = 10 * 60 * 1000;

/** @throws Refusal 900144, 70000, 700005, 54005, 70008, 50011, 501481, 501491. */
export async function grantAuthorizationCode(
  realm: Realm,
  token: TokenRequest,
  client: AuthenticatedClient,
): Promise<TokenAnswer> {
  requireProof(client);
  const value = token.form.get('code');
  if (value === null || value === '') throw new Refusal(900144, ['code']);
  const code = realm.codes.get(value);
  if (code === undefined) throw new Refusal(70000);
  if (code.app !== client.app) throw new Refusal(700005);
  if (code.used) throw new Refusal(54005);
  if (signInTime(realm) > code.createdAt + LIFE_MS) throw new Refusal(70008);
  if (token.form.get('redirect_uri') !== code.redirectUri)
    throw new Refusal(50011, [token.form.get('redirect_uri') ?? '', client.app.appId]);
  checkVerifier(code, token.form.get('code_verifier'));
  const { target, scope } = userTarget(realm, token, code.scope);
  code.used = true;
  return userAnswer(realm, token, {
    app: client.app,
    proof: client.proof,
    user: code.user,
    target,
    scope,
    mfa: true,
    nonce: code.nonce,
  });
}

/** @see https://www.rfc-editor.org/rfc/rfc7636#section-4.6 */
function checkVerifier({ challenge }: AuthorizationCode, verifier: string | null): void {
  if (challenge === undefined && verifier === null) return;
  if (challenge === undefined || verifier === null) throw new Refusal(501481);
  if (!/^[\w.~-]{43,128}$/.test(verifier)) throw new Refusal(501491);
  const digest = createHash('sha256').update(verifier).digest('base64url');
  if ((challenge.method === 'S256' ? digest : verifier) !== challenge.value) throw new Refusal(501481);
}
