import { VedetteError } from '../error.ts';
import { applicationCredential } from './application.ts';
import type { Credential } from './credential.ts';
import type { EntraClient } from './entra-request.ts';

/** A secret, read when it is needed and not kept. */
export type Secret = () => Promise<string>;

export interface ClientSecretOptions extends EntraClient {
  readonly secret: Secret;
}

/** https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
export function clientSecret(options: ClientSecretOptions): Credential {
  return applicationCredential('client-secret', options, async () => {
    const secret = await options.secret();
    if (secret !== '') return { clientSecret: secret };
    throw new VedetteError('MDE_CREDENTIAL', 'The client secret is empty.');
  });
}
