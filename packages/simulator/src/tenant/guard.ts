import { apiError } from '../core/error-body.ts';
import type { SimRequest, SimResponse } from '../core/service.ts';
import { enforceQuota } from '../core/throttle.ts';
import type { Needed, TokenClaims, World } from '../core/world.ts';
import { ODataError } from '../odata/expression.ts';
import { Refusal } from './refusal.ts';
import type { Tenant } from './tenant.ts';

/** What a handler works with. */
export interface Call {
  readonly world: World;
  readonly tenant: Tenant;
  readonly request: SimRequest;
  readonly claims: TokenClaims;
}

/** The tenant of the moment: a reset puts another in its place. */
export interface Holder {
  readonly world: World;
  tenant: Tenant;
  /** Lets the living cloud live: called before anything is listed. */
  stir(): void;
}

export interface Rule {
  readonly needed: Needed;
  readonly bucket: string;
}

export type Handler = (call: Call) => SimResponse;

/** Permission, quota, and the error bodies of one API around its handlers. */
export function guard(holder: Holder, rule: Rule, handler: Handler): (request: SimRequest) => SimResponse {
  return (incoming) => {
    const { world } = holder;
    // One host serves both Defender APIs: which one answers is the path's affair, not the port's.
    const api = rule.needed.audience;
    const request = { ...incoming, service: api };
    const authorized = world.authorize(request, rule.needed);
    if ('refusal' in authorized) return authorized.refusal;
    const throttled = enforceQuota(world, request, rule.bucket, authorized.claims);
    if (throttled !== undefined) return throttled;
    try {
      holder.tenant.settle();
      return handler({ world, tenant: holder.tenant, request, claims: authorized.claims });
    } catch (error) {
      if (error instanceof ODataError) {
        const code = api === 'graph' ? 'BadRequest' : 'ODataError';
        return apiError(api, world.clock.now(), { status: 400, code, message: error.message });
      }
      if (error instanceof Refusal) return apiError(api, world.clock.now(), error);
      throw error;
    }
  };
}

/** The name a comment or a change is signed with. */
export function callerName(claims: TokenClaims): string {
  if (typeof claims.upn === 'string') return claims.upn;
  const name = claims['app_displayname'];
  return typeof name === 'string' ? name : `API-App:${claims.appid}`;
}
