import type { SimResponse } from '../../../core/service.ts';
import type { Directory } from '../directory.ts';

/** Everything that came from a request is text, never markup. */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

/** @param body markup. */
export function page(status: number, title: string, body: string): SimResponse {
  const html = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>body{font:16px/1.5 system-ui;max-width:34rem;margin:4rem auto;padding:0 1rem}
label{display:block;margin:.5rem 0}input{font:inherit;width:100%;padding:.4rem}button{font:inherit;margin:1rem .5rem 0 0}
.error{color:#a4262c}small{color:#605e5c}</style></head>
<body><h1>${escapeHtml(title)}</h1>
${body}
<p><small>This is the sign-in of a simulated tenant. Nothing typed here leaves this machine.</small></p>
</body></html>`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
    body: html,
  };
}

export function errorText(message: string | undefined): string {
  return message === undefined ? '' : `<p class="error" role="alert">${escapeHtml(message)}</p>`;
}

/** Fields for user name and password, the user name filled in when it is known. */
export function accountFields(directory: Directory, hint: string): string {
  const options = [...directory.users.values()].map(
    ({ username }) => `<option value="${escapeHtml(username)}">`,
  );
  return `<label>User name <input name="username" list="users" autocomplete="username" value="${escapeHtml(hint)}" required></label>
<datalist id="users">${options.join('')}</datalist>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>`;
}
