import { randomBytes, randomInt } from 'node:crypto';
import type { Route, SimRequest, SimResponse } from '../../core/service.ts';
import { noteCaller } from '../../core/throttle.ts';
import { findApp } from './client-authentication.ts';
import { findUser } from './directory.ts';
import { errorAnswer, NO_STORE, Refusal } from './refusal.ts';
import { remember, scopeContext, signInTime, type Realm } from './realm.ts';
import { readResource, readScope } from './scope.ts';
import { checkTenant, isShared } from './tenant.ts';

/** Seconds in which the user must have signed in. */
const LIFE_SECONDS = 900;

/** Letters that are not mistaken for one another. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXYZ23456789';

/** Where a device begins. */
export function deviceRoutes(realm: Realm): readonly Route[] {
  const handle = (version: 1 | 2) => (request: SimRequest) => {
    try {
      return start(realm, version, request);
    } catch (error) {
      if (error instanceof Refusal) return errorAnswer(error, request, signInTime(realm));
      throw error;
    }
  };
  return [
    { method: 'POST', path: '/{tenant}/oauth2/v2.0/devicecode', handle: handle(2) },
    { method: 'POST', path: '/{tenant}/oauth2/devicecode', handle: handle(1) },
  ];
}

function start(realm: Realm, version: 1 | 2, request: SimRequest): SimResponse {
  const tenant = request.params['tenant'] ?? '';
  checkTenant(realm.directory, tenant);
  // The older endpoint is also called with everything in the query.
  const form = new URLSearchParams(request.body.toString('utf8'));
  const field = (name: string): string => form.get(name) ?? request.query.get(name) ?? '';
  if (field('client_id') === '') throw new Refusal(900144, ['client_id']);
  const app = findApp(realm, field('client_id'));
  noteCaller(app.appId);
  if (isShared(tenant) && !app.multiTenant) throw new Refusal(50194, [app.appId]);
  const context = scopeContext(realm);
  const resource = field('resource');
  const scope = field('scope') || (resource === '' ? '' : `${resource}/.default offline_access openid`);
  if (resource === '') readScope(context, scope);
  else readResource(context, resource);
  const deviceCode = `D${randomBytes(80).toString('base64url')}`;
  const userCode = Array.from({ length: 9 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  remember(realm.devices, deviceCode, {
    userCode,
    app,
    scope,
    expiresAt: signInTime(realm) + LIFE_SECONDS * 1000,
    intervalSeconds: realm.deviceInterval,
    status: 'pending',
  });
  const url = `${request.origin}/devicelogin`;
  const message = `To sign in, use a web browser to open the page ${url} and enter the code ${userCode} to authenticate.`;
  const common = { user_code: userCode, device_code: deviceCode, message };
  const body =
    version === 2
      ? { ...common, verification_uri: url, expires_in: LIFE_SECONDS, interval: realm.deviceInterval }
      : {
          ...common,
          verification_url: url,
          expires_in: String(LIFE_SECONDS),
          interval: String(realm.deviceInterval),
        };
  return { status: 200, headers: NO_STORE, body };
}

/**
 * Answers a device code as the user would: signed in as `username`, or declined when there is none.
 * @throws RangeError when there is no such code waiting or no such user.
 */
export function settleDevice(
  realm: Realm,
  userCode: string,
  username: string | undefined,
): { status: string } {
  const code = userCode.replace(/[\s-]/g, '').toUpperCase();
  const device = [...realm.devices.values()].find((candidate) => candidate.userCode === code);
  if (device === undefined || device.status !== 'pending' || device.expiresAt <= signInTime(realm))
    throw new RangeError('That code is not known or has expired');
  if (username === undefined) {
    device.status = 'declined';
    return { status: device.status };
  }
  const user = findUser(realm.directory, username);
  if (user === undefined) throw new RangeError(`No such user: ${username}`);
  device.user = user;
  device.status = 'approved';
  return { status: device.status };
}
