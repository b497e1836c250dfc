import type { Route, SimRequest, SimResponse } from '../../../core/service.ts';
import { findApp } from '../client-authentication.ts';
import { findUser, type App, type Grants, type User } from '../directory.ts';
import { Refusal } from '../refusal.ts';
import { scopeContext, type Realm } from '../realm.ts';
import { isRegistered } from '../redirect-uri.ts';
import { readScope } from '../scope.ts';
import { checkTenant } from '../tenant.ts';
import { checkPassword } from '../user-state.ts';
import { readTypedAccount } from './account.ts';
import { accountFields, errorText, escapeHtml, page } from './html.ts';
import { redirectAnswer } from './redirect.ts';

interface Asked {
  readonly app: App;
  readonly redirectUri: string;
  readonly grants: Grants;
}

/**
 * The page where an administrator grants an application what it is registered for: everything on the older
 * address, one API on the newer one.
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/v2-admin-consent
 */
export function adminConsentRoutes(realm: Realm): readonly Route[] {
  return ['/{tenant}/adminconsent', '/{tenant}/v2.0/adminconsent'].flatMap((path) => [
    { method: 'GET', path, handle: (request: SimRequest) => orPage(() => show(realm, request)) },
    { method: 'POST', path, handle: (request: SimRequest) => orPage(() => submit(realm, request)) },
  ]);
}

function show(realm: Realm, request: SimRequest): SimResponse {
  const asked = check(realm, request);
  const simUser = request.query.get('sim_user');
  if (request.query.get('sim_decline') !== null) return decline(request, asked);
  if (simUser === null) return form(realm, request, asked);
  const user = findUser(realm.directory, simUser);
  return user === undefined
    ? form(realm, request, asked, `No such user: ${simUser}`)
    : decide(realm, request, asked, user);
}

function submit(realm: Realm, request: SimRequest): SimResponse {
  const asked = check(realm, request);
  const { username, password, action } = readTypedAccount(request);
  if (action === 'cancel') return decline(request, asked);
  try {
    return decide(realm, request, asked, checkPassword(realm.directory, username, password));
  } catch (error) {
    if (error instanceof Refusal) return form(realm, request, asked, error.message);
    throw error;
  }
}

function decide(realm: Realm, request: SimRequest, asked: Asked, user: User): SimResponse {
  if (!user.roles.includes('Global Administrator'))
    return form(realm, request, asked, new Refusal(90094).message);
  asked.app.granted = { ...asked.app.granted, ...asked.grants };
  const { tenantId } = realm.directory;
  if (asked.redirectUri === '')
    return page(200, 'Granted', `<p>${escapeHtml(asked.app.name)} was granted its permissions.</p>`);
  return redirectAnswer(request, asked.redirectUri, {
    admin_consent: 'True',
    tenant: tenantId,
    ...passedOn(request),
  });
}

function decline(request: SimRequest, asked: Asked): SimResponse {
  const description = 'AADSTS65004: The administrator declined to consent to the application.';
  if (asked.redirectUri === '') return page(200, 'Declined', `<p>${description}</p>`);
  return redirectAnswer(request, asked.redirectUri, {
    error: 'permission_denied',
    error_description: description,
    ...passedOn(request),
  });
}

/** @throws Refusal 90002, 700016, 50011, 500011. */
function check(realm: Realm, request: SimRequest): Asked {
  checkTenant(realm.directory, request.params['tenant'] ?? '');
  const clientId = request.query.get('client_id') ?? '';
  if (clientId === '') throw new Refusal(900144, ['client_id']);
  const app = findApp(realm, clientId);
  const redirectUri = request.query.get('redirect_uri') ?? '';
  if (redirectUri !== '' && !isRegistered(app, redirectUri))
    throw new Refusal(50011, [redirectUri, app.appId]);
  const scope = request.query.get('scope');
  if (scope === null) return { app, redirectUri, grants: app.configured };
  const { resource } = readScope(scopeContext(realm), scope);
  const configured = app.configured[resource.key];
  return { app, redirectUri, grants: configured === undefined ? {} : { [resource.key]: configured } };
}

function passedOn(request: SimRequest): Record<string, string> {
  const names = ['state', 'scope'] as const;
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = request.query.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

function form(realm: Realm, request: SimRequest, asked: Asked, error?: string): SimResponse {
  const names = Object.entries(asked.grants).flatMap(([api, grants]) =>
    [...new Set([...(grants?.roles ?? []), ...(grants?.scopes ?? [])])].map((name) => `${api}: ${name}`),
  );
  const items = names.map((name) => `<li>${escapeHtml(name)}</li>`).join('');
  return page(
    error === undefined ? 200 : 403,
    'Permissions requested',
    `${errorText(error)}<p><b>${escapeHtml(asked.app.name)}</b> asks, for the whole organisation, for:</p><ul>${items}</ul>
<form method="post" action="?${escapeHtml(request.rawQuery)}">${accountFields(realm.directory, '')}
<button name="action" value="accept">Accept</button><button name="action" value="cancel" formnovalidate>Cancel</button></form>`,
  );
}

function orPage(work: () => SimResponse): SimResponse {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal)
      return page(400, 'Sorry, but we are having trouble', errorText(error.message));
    throw error;
  }
}
