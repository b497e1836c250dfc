import type { AuthenticatedClient } from '../client-authentication.ts';
import { Refusal } from '../refusal.ts';
import { scopeContext, type Realm, type TokenRequest } from '../realm.ts';
import { readApplicationScope, readResource } from '../scope.ts';
import { isShared } from '../tenant.ts';
import { applicationAnswer, type TokenAnswer } from '../token-answer.ts';

/** @throws Refusal 7000218, 9001023, 900144 and those of the scope. */
export async function grantClientCredentials(
  realm: Realm,
  token: TokenRequest,
  client: AuthenticatedClient,
): Promise<TokenAnswer> {
  if (isShared(token.tenant)) throw new Refusal(9001023, [token.tenant]);
  // Public client flows do not help here: an application alone must prove itself.
  if (client.proof === 'none') throw new Refusal(7000218);
  const scope = token.form.get('scope')?.trim() ?? '';
  const resource = token.form.get('resource') ?? '';
  const context = scopeContext(realm);
  const byResource = resource !== '' && (token.version === 1 || scope === '');
  if (!byResource && scope === '') throw new Refusal(900144, [token.version === 1 ? 'resource' : 'scope']);
  const target = byResource ? readResource(context, resource) : readApplicationScope(context, scope);
  return applicationAnswer(realm, token, client.app, client.proof, target);
}
