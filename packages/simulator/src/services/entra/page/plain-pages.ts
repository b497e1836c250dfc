import type { Route } from '../../../core/service.ts';
import { AADSTS } from '../aadsts-table.ts';
import { escapeHtml, page } from './html.ts';

/** Pages that only say something: the meaning of an error code, and good-bye. */
export function plainPageRoutes(): readonly Route[] {
  const logout: Route['handle'] = ({ query }) => {
    const back = query.get('post_logout_redirect_uri');
    return back !== null && /^https?:\/\//.test(back)
      ? { status: 302, headers: { location: back } }
      : page(200, 'Signed out', '<p>You signed out. You may close this window.</p>');
  };
  return [
    {
      method: 'GET',
      path: '/error',
      handle: ({ query }) => {
        const code = Number(query.get('code'));
        const row = AADSTS[code];
        return row === undefined
          ? page(404, 'Error code', '<p>That code is not in the table.</p>')
          : page(200, `AADSTS${code}`, `<p>${escapeHtml(row.error)}: ${escapeHtml(row.text)}</p>`);
      },
    },
    { method: 'GET', path: '/{tenant}/oauth2/v2.0/logout', handle: logout },
    { method: 'GET', path: '/{tenant}/oauth2/logout', handle: logout },
  ];
}
