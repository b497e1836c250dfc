import type { CredentialSpec, Secret } from '@vedette/sdk';
import type { ProfileAuth, SecretSource } from './profile.ts';
import { secretFrom } from './secret.ts';

/** The token of `APP_ID@REFRESH_TOKEN`, which is what the Cortex XSOAR integration calls ID. */
function withoutApplication(secret: Secret): Secret {
  return async () => (await secret()).replace(/^\s*[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@/i, '');
}

/** The sign-in of a profile in the words of the SDK: sources of secrets become functions that read them. */
export function credentialSpec(
  auth: ProfileAuth,
  environment: Readonly<Record<string, string | undefined>>,
): CredentialSpec {
  const secret = (source: SecretSource): Secret => secretFrom(source, environment);
  const maybe = (source: SecretSource | undefined): Secret | undefined =>
    source === undefined ? undefined : secret(source);
  switch (auth.flow) {
    case 'client-secret':
      return { ...auth, secret: secret(auth.secret) };
    case 'certificate':
      return { ...auth, password: maybe(auth.password) };
    case 'authorization-code':
      return { ...auth, secret: maybe(auth.secret) };
    case 'broker':
      return { ...auth, token: secret(auth.token), key: secret(auth.key) };
    case 'refresh-token':
      return {
        ...auth,
        refreshToken: withoutApplication(secret(auth.refreshToken)),
        secret: maybe(auth.secret),
      };
    case 'federated':
    case 'device-code':
    case 'managed-identity':
    case 'environment':
      return auth;
  }
}
