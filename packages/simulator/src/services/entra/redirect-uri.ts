import type { App } from './directory.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Is this redirect URI registered? Exactly, but for the port of a loopback address, which a desktop
 * application cannot know beforehand.
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/reply-url#localhost-exceptions
 */
export function isRegistered(app: App, redirectUri: string): boolean {
  if (app.redirectUris.includes(redirectUri)) return true;
  if (!URL.canParse(redirectUri)) return false;
  const asked = new URL(redirectUri);
  if (asked.protocol !== 'http:' || !LOOPBACK.has(asked.hostname)) return false;
  return app.redirectUris
    .filter((uri) => URL.canParse(uri))
    .some((registered) => {
      const known = new URL(registered);
      return (
        known.protocol === 'http:' && known.hostname === asked.hostname && known.pathname === asked.pathname
      );
    });
}
