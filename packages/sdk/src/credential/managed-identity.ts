import { VedetteError } from '../error.ts';
import type { Sleep } from './abort.ts';
import type { AccessToken, Credential } from './credential.ts';
import type { IdentityHttp } from './http.ts';
import { findIdentitySource } from './machine/find.ts';
import type { AssignedIdentity, IdentityHost } from './machine/source.ts';
import type { Cloud } from './resolve-cloud.ts';
import { resourceOf } from './resolve-cloud.ts';
import type { JsonObject } from './json.ts';
import { readTokenAnswer, seconds } from './token-answer.ts';

export interface ManagedIdentityOptions extends AssignedIdentity {
  readonly cloud: Cloud;
  readonly tenant: string;
  readonly http: IdentityHttp;
  readonly now: () => number;
  readonly sleep?: Sleep | undefined;
  /** Base URL of an instance metadata service, in place of what the environment says. */
  readonly endpoint?: string | undefined;
  /** The machine: environment, platform, files. Default: this one. */
  readonly host?: Partial<IdentityHost> | undefined;
}

const LONG_LIFE_MS = 2 * 60 * 60_000;

/**
 * Ours in place of MSAL's managed identity: that one keeps failed discoveries and tokens for the life of the
 * process, goes through whatever proxy its client uses, retries on a schedule of its own, and cannot be
 * aborted while it waits.
 * https://learn.microsoft.com/en-us/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
 */
export function managedIdentity(options: ManagedIdentityOptions): Credential {
  const named = [options.clientId, options.objectId, options.resourceId].filter((id) => id !== undefined);
  if (named.length > 1) {
    throw new VedetteError('MDE_CONFIG', 'A managed identity is named by one id only.', {
      advice: 'Give clientId, objectId or resourceId, not several of them.',
    });
  }
  return {
    identity: {
      cloud: options.cloud.id,
      tenant: options.tenant,
      client: named[0] ?? 'system-assigned',
      flow: 'managed-identity',
    },
    token: async (audience, { signal } = {}) => {
      const resource = resourceOf(options.cloud, audience);
      // Looked for each time: the service may come up after we did, and a failure must not stick.
      const source = await findIdentitySource(options);
      const answer = await source.ask(resource, signal);
      return readIdentityToken(answer, options.now(), source.name);
    },
  };
}

/** Metadata services write numbers as text, and some give only the moment of expiry. */
function readIdentityToken(answer: JsonObject, now: number, source: string): AccessToken {
  const { token } = readTokenAnswer(answer, now, source);
  const expiresOn = seconds(answer['expires_on']) ?? dateSeconds(answer['expires_on']);
  const known = seconds(answer['expires_in']) !== undefined || expiresOn === undefined;
  const expiresAt = known ? token.expiresAt : expiresOn * 1000;
  const life = expiresAt - now;
  const halfway = life > LONG_LIFE_MS ? now + life / 2 : undefined;
  const refreshAt = token.refreshAt ?? halfway;
  return { token: token.token, expiresAt, ...(refreshAt === undefined ? {} : { refreshAt }) };
}

/** The App Service API of 2017 writes a date: `9/14/2017 00:00:00 PM +00:00`. */
function dateSeconds(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time / 1000;
}
