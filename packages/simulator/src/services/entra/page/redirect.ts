import type { SimRequest, SimResponse } from '../../../core/service.ts';
import { escapeHtml, page } from './html.ts';

/** Sends the browser back with an answer, in the response mode the caller asked for. */
export function redirectAnswer(
  request: SimRequest,
  redirectUri: string,
  values: Readonly<Record<string, string>>,
): SimResponse {
  const mode = request.query.get('response_mode') ?? 'query';
  if (mode === 'form_post') {
    const fields = Object.entries(values).map(
      ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
    );
    return page(
      200,
      'Working…',
      `<form method="post" action="${escapeHtml(redirectUri)}">${fields.join('')}<button>Continue</button></form>
<script>document.forms[0].submit()</script>`,
    );
  }
  const answer = new URLSearchParams(values).toString();
  const separator = mode === 'fragment' ? '#' : redirectUri.includes('?') ? '&' : '?';
  return {
    status: 302,
    headers: { location: `${redirectUri}${separator}${answer}`, 'cache-control': 'no-store' },
  };
}
