import * as z from 'zod';

const text = (what: string): z.ZodOptional<z.ZodString> =>
  z.string().min(1).max(2000).optional().describe(what);

/** What describes a sign-in on the command line. Secrets have no flag: command lines can be read by others. */
export const signInInputs = {
  flow: z
    .enum([
      'client-secret',
      'certificate',
      'federated',
      'device-code',
      'authorization-code',
      'managed-identity',
      'broker',
      'refresh-token',
      'environment',
    ])
    .optional()
    .describe('How to sign in; see docs/sign-in.md'),
  tenant: text('Tenant id or domain'),
  cloud: text('Cloud: worldwide, us, eu, uk, au, swa, ina, aea, gcc, gcc-high, dod, china'),
  clientId: text('Application (client) id, or client id of a managed identity'),
  secretEnv: text('Environment variable with the secret, password, refresh token or broker key'),
  secretFile: text('File with the secret, password, refresh token or broker key'),
  certificate: text('PEM or PFX file'),
  key: text('PEM file with the private key, where it does not stand with the certificate'),
  fingerprint: text(
    'SHA-1 or SHA-256 digest of the certificate, with key, where there is no certificate file',
  ),
  tokenFile: text('File with the federated token, or with the Token of the broker'),
  tokenEnv: text('Environment variable with the Token of the broker'),
  redirectUri: text('Redirect URI of the application, for the authorization code'),
  objectId: text('Object id of a managed identity'),
  resourceId: text('Resource id of a managed identity'),
  endpoint: text('Address of the identity endpoint, in place of the one of the machine'),
  as: z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .optional()
    .describe('Name of the profile to write; without it the one in use, or default'),
};
