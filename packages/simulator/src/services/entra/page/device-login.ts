import type { Route, SimRequest, SimResponse } from '../../../core/service.ts';
import { settleDevice } from '../device-endpoint.ts';
import { Refusal } from '../refusal.ts';
import type { Realm } from '../realm.ts';
import { checkPassword, checkUser } from '../user-state.ts';
import { readTypedAccount } from './account.ts';
import { accountFields, errorText, escapeHtml, page } from './html.ts';

/** The page at `verification_uri`: here the user types the code he was shown. */
export function deviceLoginRoutes(realm: Realm): readonly Route[] {
  return ['/devicelogin', '/common/oauth2/deviceauth'].flatMap((path) => [
    {
      method: 'GET',
      path,
      handle: (request: SimRequest) => form(realm, request.query.get('user_code') ?? ''),
    },
    { method: 'POST', path, handle: (request: SimRequest) => submit(realm, request) },
  ]);
}

function submit(realm: Realm, request: SimRequest): SimResponse {
  const { username, password, userCode: code, action } = readTypedAccount(request);
  try {
    if (action === 'decline') {
      settleDevice(realm, code, undefined);
      return page(200, 'Declined', '<p>The sign-in was declined. You may close this window.</p>');
    }
    const user = checkPassword(realm.directory, username, password);
    checkUser(user, true, '');
    settleDevice(realm, code, user.username);
    return page(200, 'Signed in', '<p>You have signed in on your device. You may close this window.</p>');
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError) return form(realm, code, error.message);
    throw error;
  }
}

function form(realm: Realm, code: string, error?: string): SimResponse {
  return page(
    error === undefined ? 200 : 400,
    'Enter code',
    `${errorText(error)}<form method="post">
<label>Code <input name="user_code" autocomplete="off" value="${escapeHtml(code)}" required></label>
${accountFields(realm.directory, '')}
<button name="action" value="approve">Sign in</button>
<button name="action" value="decline" formnovalidate>Decline</button></form>`,
  );
}
