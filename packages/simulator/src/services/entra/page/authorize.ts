import { randomBytes, randomUUID } from 'node:crypto';
import type { Route, SimRequest, SimResponse } from '../../../core/service.ts';
import { findApp } from '../client-authentication.ts';
import { consentKey, findUser, type App, type User } from '../directory.ts';
import { errorBody, Refusal } from '../refusal.ts';
import { remember, scopeContext, signInTime, type Realm } from '../realm.ts';
import { isRegistered } from '../redirect-uri.ts';
import { grantedScopes, OIDC, readScope, type Target } from '../scope.ts';
import { checkTenant, isShared } from '../tenant.ts';
import { checkPassword, checkUser } from '../user-state.ts';
import { readTypedAccount } from './account.ts';
import { accountFields, errorText, escapeHtml, page } from './html.ts';
import { redirectAnswer } from './redirect.ts';

/** A sign-in somebody was sent here for, checked as far as it can be without him. */
interface Asked {
  readonly app: App;
  readonly redirectUri: string;
  readonly scope: string;
  readonly target: Target;
  /** The consent of the whole organisation is asked for, to everything the application is registered for. */
  readonly whole: boolean;
}

/** The page that asks who one is, and sends one back with an authorization code. */
export function authorizeRoutes(realm: Realm): readonly Route[] {
  const paths = ['/{tenant}/oauth2/v2.0/authorize', '/{tenant}/oauth2/authorize'];
  return paths.flatMap((path) => [
    { method: 'GET', path, handle: (request: SimRequest) => show(realm, request) },
    { method: 'POST', path, handle: (request: SimRequest) => submit(realm, request) },
  ]);
}

function show(realm: Realm, request: SimRequest): SimResponse {
  const asked = check(realm, request);
  if ('response' in asked) return asked.response;
  const simUser = request.query.get('sim_user');
  if (simUser === null) return form(realm, request, asked);
  const user = findUser(realm.directory, simUser);
  if (user === undefined) return form(realm, request, asked, `No such user: ${simUser}`, 400);
  return signIn(realm, request, asked, user);
}

function submit(realm: Realm, request: SimRequest): SimResponse {
  const asked = check(realm, request);
  if ('response' in asked) return asked.response;
  const { username, password, action } = readTypedAccount(request);
  if (action === 'cancel') return refuse(realm, request, asked.redirectUri, new Refusal(65004));
  try {
    return signIn(realm, request, asked, checkPassword(realm.directory, username, password));
  } catch (error) {
    if (error instanceof Refusal) return form(realm, request, asked, error.message);
    throw error;
  }
}

/** Errors about the application or where to go back are shown; the others travel back to the caller. */
function check(realm: Realm, request: SimRequest): Asked | { response: SimResponse } {
  const { query } = request;
  const tenant = request.params['tenant'] ?? '';
  let app: App;
  let redirectUri: string;
  try {
    checkTenant(realm.directory, tenant);
    const clientId = query.get('client_id') ?? '';
    if (clientId === '') throw new Refusal(900144, ['client_id']);
    app = findApp(realm, clientId);
    redirectUri = query.get('redirect_uri') ?? app.redirectUris[0] ?? '';
    if (redirectUri === '') throw new Refusal(900971);
    if (!isRegistered(app, redirectUri)) throw new Refusal(50011, [redirectUri, app.appId]);
    if (isShared(tenant) && !app.multiTenant) throw new Refusal(50194, [app.appId]);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      response: page(400, 'Sorry, but we are having trouble signing you in', errorText(error.message)),
    };
  }
  try {
    const scope = scopeOf(request);
    if (query.get('response_type') !== 'code')
      throw new Refusal(9002313, ['response_type is not code'], { error: 'unsupported_response_type' });
    if (scope.trim() === '') throw new Refusal(900144, ['scope']);
    const method = query.get('code_challenge_method') ?? 'plain';
    if (query.get('code_challenge') !== null && method !== 'S256' && method !== 'plain')
      throw new Refusal(9002313, ['code_challenge_method is not supported']);
    const target = readScope(scopeContext(realm), scope);
    if (query.get('prompt') === 'none') throw new Refusal(50058);
    return { app, redirectUri, scope, target, whole: asksForWhole(request) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { response: refuse(realm, request, redirectUri, error) };
  }
}

/** The older endpoint takes a resource before a scope, and Microsoft Graph when it is told neither. */
function scopeOf({ path, query }: SimRequest): string {
  const scope = query.get('scope') ?? '';
  const resource = query.get('resource') ?? '';
  if (scope !== '' && (resource === '' || isNewer(path))) return scope;
  if (resource === '' && isNewer(path)) return '';
  const oidc = scope.split(/\s+/).filter((word) => OIDC.has(word));
  return [`${resource || 'https://graph.microsoft.com'}/.default`, ...oidc].join(' ');
}

/**
 * The link with which an administrator takes an application into his organisation names no API.
 * @see https://learn.microsoft.com/en-us/defender-endpoint/api/exposed-apis-create-app-partners
 */
function asksForWhole({ path, query }: SimRequest): boolean {
  const prompt = query.get('prompt');
  const named = query.get('scope') !== null || query.get('resource') !== null;
  return !isNewer(path) && (prompt === 'admin_consent' || (prompt === 'consent' && !named));
}

function isNewer(path: string): boolean {
  return /\/v2\.0\/authorize\/?$/i.test(path);
}

function signIn(realm: Realm, request: SimRequest, asked: Asked, user: User): SimResponse {
  const { app, redirectUri, scope, target } = asked;
  try {
    checkUser(user, true, target.resource.name);
  } catch (error) {
    if (error instanceof Refusal) return form(realm, request, asked, error.message, 400);
    throw error;
  }
  try {
    if (asked.whole) grantWhole(app, user);
    else consent(app, user, target);
  } catch (error) {
    if (error instanceof Refusal) return refuse(realm, request, redirectUri, error);
    throw error;
  }
  const code = `1.A${randomBytes(64).toString('base64url')}`;
  const challenge = request.query.get('code_challenge');
  remember(realm.codes, code, {
    app,
    user,
    scope,
    redirectUri,
    challenge:
      challenge === null
        ? undefined
        : { value: challenge, method: request.query.get('code_challenge_method') ?? 'plain' },
    nonce: request.query.get('nonce') ?? undefined,
    createdAt: signInTime(realm),
    used: false,
  });
  return redirectAnswer(request, redirectUri, { code, ...state(request), session_state: randomUUID() });
}

/** An administrator who signs in consents by doing so; another user needs a consent that is there. */
function consent(app: App, user: User, target: Target): void {
  try {
    grantedScopes(app, user, target);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (!user.roles.includes('Global Administrator')) throw new Refusal(90094);
    const configured = app.configured[target.resource.key]?.scopes ?? [];
    const asked = target.permissions.length === 0 ? configured : target.permissions;
    if (asked.length === 0) throw new Refusal(650057, [target.uri]);
    const held = user.consents.get(consentKey(app, target.resource)) ?? [];
    user.consents.set(consentKey(app, target.resource), [...new Set([...held, ...asked])]);
  }
}

function grantWhole(app: App, user: User): void {
  if (!user.roles.includes('Global Administrator')) throw new Refusal(90094);
  app.granted = app.configured;
}

function refuse(realm: Realm, request: SimRequest, redirectUri: string, refusal: Refusal): SimResponse {
  const { error, error_description } = errorBody(refusal, request, signInTime(realm));
  return redirectAnswer(request, redirectUri, { error, error_description, ...state(request) });
}

function state(request: SimRequest): Record<string, string> {
  const value = request.query.get('state');
  return value === null ? {} : { state: value };
}

function form(realm: Realm, request: SimRequest, asked: Asked, error?: string, status = 200): SimResponse {
  const action = `?${request.rawQuery}`;
  const links = [...realm.directory.users.values()].map(({ username, roles }) => {
    const href = `${action}&sim_user=${encodeURIComponent(username)}`;
    return `<li><a href="${escapeHtml(href)}">${escapeHtml(username)}</a> ${escapeHtml(roles.join(', '))}</li>`;
  });
  return page(
    status,
    'Sign in',
    `${errorText(error)}<p><b>${escapeHtml(asked.app.name)}</b> asks for access to ${escapeHtml(asked.target.resource.name)}.</p>
<form method="post" action="${escapeHtml(action)}">${accountFields(realm.directory, request.query.get('login_hint') ?? '')}
<button name="action" value="accept">Sign in</button><button name="action" value="cancel" formnovalidate>Cancel</button></form>
<p>Or sign in at once as:</p><ul>${links.join('')}</ul>`,
  );
}
