import { scopeContext, type Realm, type TokenRequest } from '../realm.ts';
import { readResource, readScope, type Target } from '../scope.ts';

/**
 * What a user flow asks for at the token endpoint. Without a scope it is what was asked for at the start;
 * the older endpoint, and clients that mix the two, name a resource instead.
 */
export function userTarget(
  realm: Realm,
  token: TokenRequest,
  startScope: string,
): { target: Target; scope: string } {
  const context = scopeContext(realm);
  const asked = token.form.get('scope')?.trim() ?? '';
  const resource = token.form.get('resource') ?? '';
  if (resource !== '' && (token.version === 1 || asked === '')) {
    const { oidc } = readScope(context, startScope);
    return {
      target: { ...readResource(context, resource), oidc },
      scope: `${resource}/.default ${[...oidc].join(' ')}`,
    };
  }
  const scope = asked === '' ? startScope : asked;
  return { target: readScope(context, scope), scope };
}
