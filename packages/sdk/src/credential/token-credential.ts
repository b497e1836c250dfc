import type { TokenCredential } from '@azure/core-auth';
import { isVedetteError, VedetteError } from '../error.ts';
import { abortError } from './abort.ts';
import { aadstsCodes, fromEntra } from './entra-error.ts';
import type { Audience, Credential } from './credential.ts';
import { isObject, textOf } from './json.ts';
import type { Cloud } from './resolve-cloud.ts';
import { resourceOf, scopeOf } from './resolve-cloud.ts';

export interface TokenCredentialOptions {
  readonly credential: TokenCredential;
  readonly cloud: Cloud;
  readonly tenant: string;
  /** Tells several credentials of one tenant apart in the token cache. */
  readonly name?: string | undefined;
}

/** Any credential that follows the convention of Azure's libraries, such as those of `@azure/identity`. */
export function tokenCredential({ credential, cloud, tenant, name }: TokenCredentialOptions): Credential {
  const client = name ?? 'token-credential';
  return {
    identity: { cloud: cloud.id, tenant, client, flow: 'token-credential' },
    token: async (audience, { signal, claims } = {}) => {
      const scope = scopeOf(cloud, audience);
      try {
        const given = await credential.getToken(scope, {
          ...(signal === undefined ? {} : { abortSignal: signal }),
          ...(claims === undefined ? {} : { claims }),
          enableCae: true,
        });
        const { token, expiresOnTimestamp: expiresAt, refreshAfterTimestamp: refreshAt } = given ?? {};
        if (!token || expiresAt === undefined || !Number.isFinite(expiresAt)) {
          throw new VedetteError('MDE_SIGN_IN', 'The credential gave no token.');
        }
        return { token, expiresAt, ...(refreshAt === undefined ? {} : { refreshAt }) };
      } catch (error) {
        if (signal?.aborted) throw abortError(signal);
        throw foreignError(error, { cloud, tenant, clientId: client });
      }
    },
  };
}

/** `@azure/identity` puts Entra's answer into `errorResponse`; other libraries leave words only. */
function foreignError(error: unknown, place: { cloud: Cloud; tenant: string; clientId: string }): unknown {
  if (isVedetteError(error) || !(error instanceof Error)) return error;
  const answer = 'errorResponse' in error && isObject(error.errorResponse) ? error.errorResponse : {};
  const body = {
    error: textOf(answer['error']),
    error_description: textOf(answer['errorDescription']) ?? error.message,
    trace_id: textOf(answer['traceId']),
  };
  if (aadstsCodes(body).length > 0) return fromEntra(body, place);
  return new VedetteError('MDE_SIGN_IN', `The credential gave no token (${error.name}).`, { cause: error });
}

/** Ours for libraries that ask for a `TokenCredential`. @throws VedetteError MDE_AUDIENCE for other scopes. */
export function asTokenCredential(credential: Credential, cloud: Cloud): TokenCredential {
  return {
    getToken: async (scopes, options = {}) => {
      const asked = Array.isArray(scopes) ? scopes : [scopes];
      const audience = audienceOfScopes(asked, cloud);
      const signal = options.abortSignal === undefined ? undefined : signalOf(options.abortSignal);
      const { token, expiresAt, refreshAt } = await credential.token(audience, {
        signal,
        claims: options.claims,
      });
      return {
        token,
        tokenType: 'Bearer',
        expiresOnTimestamp: expiresAt,
        ...(refreshAt === undefined ? {} : { refreshAfterTimestamp: refreshAt }),
      };
    },
  };
}

function audienceOfScopes(scopes: readonly string[], cloud: Cloud): Audience {
  for (const audience of ['graph', 'endpoint', 'xdr'] as const) {
    if (cloud.lacks?.[audience] !== undefined) continue;
    const resource = resourceOf(cloud, audience);
    if (scopes.some((scope) => scope === resource || scope.startsWith(`${resource}/`))) return audience;
  }
  throw new VedetteError('MDE_AUDIENCE', `This credential has no tokens for ${scopes.join(' ')}.`, {
    advice: 'It serves Microsoft Graph, Defender for Endpoint and Defender XDR of its cloud.',
  });
}

/** Azure's own type of signal is older than the platform's and knows fewer methods. */
function signalOf(azure: { readonly aborted: boolean; addEventListener: unknown }): AbortSignal {
  if (azure instanceof AbortSignal) return azure;
  const controller = new AbortController();
  if (azure.aborted) controller.abort();
  const listen = azure.addEventListener as (type: 'abort', listener: () => void) => void;
  listen.call(azure, 'abort', () => controller.abort());
  return controller.signal;
}
