import { VedetteError } from '../error.ts';
import type { Secret } from './client-secret.ts';
import type { ClientAuth } from './msal.ts';
import type { UserClient, UserCredential } from './user-grant.ts';
import { userCredential } from './user-grant.ts';

export interface RefreshTokenOptions extends Omit<UserClient, 'seed'> {
  readonly refreshToken: Secret;
  readonly auth?: (() => Promise<ClientAuth>) | undefined;
}

/** Signs in with a refresh token that somebody obtained before; the ones that follow are kept in the store. */
export function refreshToken(options: RefreshTokenOptions): UserCredential {
  return userCredential('refresh-token', {
    ...options,
    seed: async () => {
      const token = (await options.refreshToken()).trim();
      if (token !== '') return token;
      throw new VedetteError('MDE_CREDENTIAL', 'The refresh token is empty.');
    },
  });
}

/**
 * `<app id>@<refresh token>`, as the field ID of the Cortex XSOAR integration takes it.
 * @throws VedetteError MDE_INPUT
 */
export function parseAppAtRefreshToken(text: string): { clientId: string; refreshToken: string } {
  const at = text.indexOf('@');
  const clientId = text.slice(0, at).trim();
  const token = text.slice(at + 1).trim();
  if (at > 0 && clientId !== '' && token !== '') return { clientId, refreshToken: token };
  throw new VedetteError('MDE_INPUT', 'This is not of the form <app id>@<refresh token>.');
}
