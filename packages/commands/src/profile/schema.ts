import * as z from 'zod';

/** A non-empty text of a length that cannot hurt. */
const text = z.string().trim().min(1).max(2000);
const url = z
  .string()
  .max(500)
  .regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/, 'must be a URL such as https://graph.microsoft.com');
const perApi = { graph: text.optional(), endpoint: text.optional(), xdr: text.optional() };

const secret = z.union(
  [z.string().min(1).max(10_000), z.strictObject({ env: text }), z.strictObject({ file: text })],
  { error: 'must be a text, { env: NAME } or { file: PATH }' },
);

/** Application ids are GUIDs, but a managed identity and the simulator may have others. */
const clientId = z.string().trim().min(1).max(200);

export const authSchema = z.discriminatedUnion('flow', [
  z.strictObject({ flow: z.literal('client-secret'), clientId, secret }),
  z.strictObject({
    flow: z.literal('certificate'),
    clientId,
    certificate: text.optional(),
    key: text.optional(),
    fingerprint: z
      .string()
      .regex(
        /^[\s:]*([0-9a-f][\s:]*){40}(([0-9a-f][\s:]*){24})?$/i,
        'must be a SHA-1 or SHA-256 digest in hexadecimal',
      )
      .optional(),
    password: secret.optional(),
    thumbprint: z.enum(['sha256', 'sha1']).optional(),
    sendChain: z.boolean().optional(),
  }),
  z.strictObject({ flow: z.literal('federated'), clientId, tokenFile: text }),
  z.strictObject({ flow: z.literal('device-code'), clientId: clientId.optional() }),
  z.strictObject({
    flow: z.literal('authorization-code'),
    clientId,
    redirectUri: z.string().max(500).optional(),
    secret: secret.optional(),
  }),
  z.strictObject({
    flow: z.literal('managed-identity'),
    clientId: clientId.optional(),
    objectId: text.optional(),
    resourceId: text.optional(),
    endpoint: url.optional(),
  }),
  z.strictObject({ flow: z.literal('broker'), id: text, token: secret, key: secret }),
  z.strictObject({
    flow: z.literal('refresh-token'),
    clientId,
    refreshToken: secret,
    secret: secret.optional(),
  }),
  z.strictObject({ flow: z.literal('environment') }),
]);

export const profileSchema = z.strictObject({
  cloud: text.default('worldwide'),
  hosts: z
    .strictObject({
      login: url.optional(),
      graph: url.optional(),
      endpoint: url.optional(),
      xdr: url.optional(),
    })
    .optional(),
  scopes: z.strictObject(perApi).optional(),
  tenant: z
    .string()
    .trim()
    .max(253)
    .regex(/^[\w.-]+$/, 'must be a tenant id (a GUID), a domain, or organizations')
    .default('organizations'),
  auth: authSchema,
  route: z.enum(['graph', 'native', 'auto']).optional(),
  ca: text.optional(),
  proxy: url.optional(),
  gateway: z.strictObject({ certificate: text, key: text, password: secret.optional() }).optional(),
  timeout: z.number().positive().max(3600).optional(),
  store: text.optional(),
  archive: text.optional(),
});

export const PROFILE_NAME = /^[\w.-]{1,64}$/;

export const configSchema = z.strictObject({
  default: z.string().regex(PROFILE_NAME).optional(),
  profiles: z
    .record(
      z.string().regex(PROFILE_NAME, 'a profile name has letters, digits, - _ and . only'),
      profileSchema,
    )
    .default({}),
});

export type ProfileFields = z.output<typeof profileSchema>;
