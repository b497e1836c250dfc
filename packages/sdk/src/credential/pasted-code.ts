import { VedetteError } from '../error.ts';
import { fromEntra } from './entra-error.ts';
import type { ApplicationPlace } from './links.ts';

/**
 * The authorization code in what a person pasted: the code alone, or the whole address of the page the
 * browser ended on, whose `state` must then be the one that was sent.
 * @throws VedetteError MDE_INPUT saying what to paste, or Entra's own error when the address carries one.
 */
export function codeFromPasted(pasted: string, state: string, place: ApplicationPlace): string {
  const text = pasted.trim().replace(/^["'<]+|["'>]+$/g, '');
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) {
    return codeFromRedirect(new URL(text), state, place);
  }
  // No code holds a colon, so what begins like an address is a piece of one.
  if (/session_state|^[?#]|(^|&)code=|[&\s]|^https?:/i.test(text)) {
    throw new VedetteError('MDE_INPUT', 'This is a piece of the address, not the authorization code.', {
      advice:
        'Paste the whole address of the page, from https:// on, or only what stands between "code=" and "&session_state".',
    });
  }
  if (text === '') throw new VedetteError('MDE_INPUT', 'No authorization code was pasted.');
  return text;
}

/** The code in a redirect. The answer may stand in the query or in the fragment. */
export function codeFromRedirect(url: URL, state: string, place: ApplicationPlace): string {
  const fragment = new URLSearchParams(url.hash.replace(/^#/, ''));
  const value = (name: string): string | null => url.searchParams.get(name) ?? fragment.get(name);
  if (value('state') !== state) {
    throw new VedetteError('MDE_INPUT', 'This answer belongs to another sign-in: its state does not match.', {
      advice: 'Use the newest sign-in link, and paste the address it ends on.',
    });
  }
  const error = value('error');
  if (error !== null) {
    throw fromEntra({ error, error_description: value('error_description') ?? '' }, place);
  }
  const code = value('code');
  if (code !== null && code !== '') return code;
  throw new VedetteError('MDE_INPUT', 'This address carries no authorization code.', {
    advice: 'Paste the address of the page the browser ends on after you signed in.',
  });
}
