import type { Cloud } from '../credential/resolve-cloud.ts';
import { decodeToken } from '../credential/token-claims.ts';
import type { DecodedToken } from '../credential/token-claims.ts';
import { VedetteError } from '../error.ts';
import { audienceOf } from './audience-of.ts';
import { rowFor } from './call-pattern.ts';
import { permissionTable } from './permission-table.ts';
import type { ApiRequest } from './send.ts';
import { apiName } from './url.ts';

/**
 * Why a token was refused. 401 and 403 each have two causes that need different cures: the token is for
 * another API, or it lacks a permission; the services do not tell them apart, the token does.
 */
export function diagnose(
  refusal: VedetteError,
  token: string,
  request: ApiRequest,
  cloud: Cloud,
): VedetteError {
  if (refusal.code !== 'MDE_UNAUTHORIZED' && refusal.code !== 'MDE_PERMISSION') return refusal;
  const claims = decodeToken(token);
  if (claims === undefined) return refusal;
  const belongsTo = audienceOf(claims.aud, cloud);
  if (belongsTo !== undefined && belongsTo !== request.audience) {
    return again('MDE_AUDIENCE', refusal, {
      message: `${apiName(request.audience)} refused the token: its audience is ${claims.aud}, which is ${apiName(belongsTo)}.`,
      advice:
        'Ask for a token with the scope of the API that is called; a profile of the right cloud does so.',
      facts: { ...factsOf(claims), expected: request.audience },
    });
  }
  if (refusal.code === 'MDE_UNAUTHORIZED')
    return again('MDE_UNAUTHORIZED', refusal, { facts: factsOf(claims) });
  return missingPermission(refusal, claims, request);
}

function missingPermission(refusal: VedetteError, claims: DecodedToken, request: ApiRequest): VedetteError {
  const row = rowFor(permissionTable, request);
  const delegated = claims.subject === 'user';
  const needed = (delegated ? row?.delegated : row?.application) ?? [];
  const held = delegated ? claims.scopes : claims.roles;
  const kind = delegated ? 'delegated' : 'application';
  const facts = { ...factsOf(claims), needed, kind, source: row?.source };
  if (needed.some((name) => held.includes(name))) {
    return again('MDE_PERMISSION', refusal, {
      message: `${refusal.message} The token holds ${held.filter((name) => needed.includes(name)).join(', ')}, so the role of the user in Defender does not allow it.`,
      advice: 'Give the signed-in user a Defender role that allows this, for the device group in question.',
      facts,
    });
  }
  const wanted = needed.length === 0 ? '' : ` It lacks the ${kind} permission ${needed.join(' or ')}.`;
  const holds = held.length === 0 ? 'no permission at all' : held.join(', ');
  return again('MDE_PERMISSION', refusal, {
    message: `${refusal.message} The token for ${claims.aud ?? 'an unnamed audience'} holds ${holds}.${wanted}`,
    facts: { ...facts, missing: needed.slice(0, 1) },
  });
}

function factsOf(claims: DecodedToken): Record<string, unknown> {
  return {
    aud: claims.aud,
    roles: claims.roles,
    scp: claims.scopes,
    tenant: claims.tenant,
    application: claims.client,
  };
}

function again(
  code: 'MDE_AUDIENCE' | 'MDE_PERMISSION' | 'MDE_UNAUTHORIZED',
  refusal: VedetteError,
  change: { message?: string; advice?: string; facts: Record<string, unknown> },
): VedetteError {
  return new VedetteError(code, change.message ?? refusal.message, {
    advice: change.advice,
    status: refusal.status,
    serviceCode: refusal.serviceCode,
    requestId: refusal.requestId,
    changed: refusal.changed,
    facts: { ...refusal.facts, ...change.facts },
    cause: refusal,
  });
}
