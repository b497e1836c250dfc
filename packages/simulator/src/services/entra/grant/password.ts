import { requireProof, type AuthenticatedClient } from '../client-authentication.ts';
import { Refusal } from '../refusal.ts';
import { type Realm, type TokenRequest } from '../realm.ts';
import { userAnswer, type TokenAnswer } from '../token-answer.ts';
import { isShared } from '../tenant.ts';
import { checkPassword, checkUser } from '../user-state.ts';
import { userTarget } from './user-target.ts';

/** User name and password in one request. @throws Refusal 50034, 50126 and those of the state of the user. */
export async function grantPassword(
  realm: Realm,
  token: TokenRequest,
  client: AuthenticatedClient,
): Promise<TokenAnswer> {
  if (token.tenant.toLowerCase() !== 'organizations' && isShared(token.tenant))
    throw new Refusal(9001023, [token.tenant]);
  requireProof(client);
  const username = token.form.get('username');
  const password = token.form.get('password');
  if (username === null || password === null)
    throw new Refusal(900144, [username === null ? 'username' : 'password']);
  const user = checkPassword(realm.directory, username, password);
  const { target, scope } = userTarget(realm, token, '');
  checkUser(user, false, target.resource.name);
  return userAnswer(realm, token, { app: client.app, proof: client.proof, user, target, scope, mfa: false });
}
