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
  /** What its hunting tables are grown with. */
  readonly hunting: { readonly seed: string; readonly rows: number | undefined };
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
    const admitted = admit(holder, rule, incoming);
    if ('status' in admitted) return admitted;
    try {
      return handler(admitted);
    } catch (error) {
      return refused(admitted, error);
    }
  };
}

/** The same around a handler that takes its time. */
export function guardSlow(
  holder: Holder,
  rule: Rule,
  handler: (call: Call) => Promise<SimResponse>,
): (request: SimRequest) => Promise<SimResponse> {
  return async (incoming) => {
    const admitted = admit(holder, rule, incoming);
    if ('status' in admitted) return admitted;
    try {
      return await handler(admitted);
    } catch (error) {
      return refused(admitted, error);
    }
  };
}

function admit(holder: Holder, rule: Rule, incoming: SimRequest): Call | SimResponse {
  const { world } = holder;
  // One host serves both Defender APIs: which one answers is the path's affair, not the port's.
  const request = { ...incoming, service: rule.needed.audience };
  const authorized = world.authorize(request, rule.needed);
  if ('refusal' in authorized) return authorized.refusal;
  const throttled = enforceQuota(world, request, rule.bucket, authorized.claims);
  if (throttled !== undefined) return throttled;
  holder.tenant.settle();
  return { world, tenant: holder.tenant, request, claims: authorized.claims };
}

/** @throws what is no refusal: a defect */
function refused({ world, request }: Call, error: unknown): SimResponse {
  const api = request.service;
  if (error instanceof ODataError) {
    const code = api === 'graph' ? 'BadRequest' : 'ODataError';
    return apiError(api, world.clock.now(), { status: 400, code, message: error.message });
  }
  if (error instanceof Refusal) return apiError(api, world.clock.now(), error);
  throw error;
}

/** The name a comment or a change is signed with. */
export function callerName(claims: TokenClaims): string {
  if (typeof claims.upn === 'string') return claims.upn;
  const name = claims['app_displayname'];
  return typeof name === 'string' ? name : `API-App:${claims.appid}`;
}
