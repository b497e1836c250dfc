import { Buffer } from 'node:buffer';
import { rightsOf } from './directory-role.ts';
import { apiError } from './error-body.ts';
import type { SimRequest, SimResponse } from './service.ts';
import { noteCaller } from './throttle.ts';
import type { Needed, TokenClaims, World } from './world.ts';

/** What the issuer of the tokens knows about one. */
export interface IssuedToken {
  readonly claims: TokenClaims;
  readonly state: 'valid' | 'expired' | 'revoked';
  /** It was asked for with the claims of a challenge. */
  readonly challenged: boolean;
}

/** The issuer, as the APIs need it. */
export interface TokenBook {
  /** Undefined for a text that is no token of this cloud. */
  check(token: string): IssuedToken | undefined;
  revoke(claims: TokenClaims, rotate: boolean): void;
  audienceOf(aud: string): Needed['audience'] | undefined;
}

type Refuse = (
  status: 401 | 403,
  message: string,
  headers?: Record<string, string>,
) => { refusal: SimResponse };

/** Builds `World.authorize`. */
export function createAuthorize(world: Omit<World, 'authorize'>, book: TokenBook): World['authorize'] {
  return (request, needed) => {
    const refuse = refusalOf(world, request);
    const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) return refuse(401, 'Access token is empty.');
    const issued = book.check(token);
    if (issued === undefined)
      return refuse(401, 'Access token validation failure. The token is not of this cloud.');
    const { claims } = issued;
    noteCaller(claims.appid);
    if (issued.state === 'expired') return refuse(401, 'Lifetime validation failed, the token is expired.');
    const struck = world.faults.take('token-revoked');
    if (struck !== undefined) book.revoke(claims, String(struck.params['rotate']) === 'true');
    if (struck !== undefined || issued.state === 'revoked')
      return refuse(401, 'Access token has been revoked.', {
        'www-authenticate': realm('error="invalid_token"'),
      });
    if (!issued.challenged && world.faults.take('claims-challenge') !== undefined)
      return refuse(
        401,
        'Continuous access evaluation resulted in a challenge.',
        challenge(world.clock.now()),
      );
    const wrong = book.audienceOf(claims.aud) !== needed.audience;
    if (wrong || world.faults.take('wrong-audience') !== undefined)
      return refuse(
        refusesAudienceWith401(request) ? 401 : 403,
        `Access token validation failure. Invalid audience: ${claims.aud}`,
      );
    if (world.faults.take('missing-role') !== undefined)
      return refuse(403, lack({ ...claims, roles: [] }, needed));
    return isPermitted(claims, needed) ? { claims } : refuse(403, lack(claims, needed));
  };
}

/**
 * Graph answers 401 to a token for another API. The Defender APIs answer 403, but 401 on hunting, as
 * reported in https://github.com/MicrosoftDocs/microsoft-365-docs/issues/9246 and
 * https://github.com/MicrosoftDocs/windows-itpro-docs/issues/10564.
 */
function refusesAudienceWith401(request: SimRequest): boolean {
  return request.service === 'graph' || /\/(advancedhunting|advancedqueries)\//i.test(request.path);
}

function isPermitted(claims: TokenClaims, needed: Needed): boolean {
  if (claims.scp === undefined) return needed.application.some((role) => claims.roles?.includes(role));
  const held = claims.scp.split(' ').filter((scope) => needed.delegated.includes(scope));
  const rights = rightsOf(claims['wids']);
  if (rights === 'write') return held.length > 0;
  // A reader may hold the consent of an application that writes; what counts then is reading alone.
  return rights === 'read' && held.some((scope) => /\.Read(\.All)?$/.test(scope));
}

function lack(claims: TokenClaims, needed: Needed): string {
  if (claims.scp === undefined) {
    const roles = (claims.roles ?? []).join(',');
    return `Missing application roles. API required roles: ${needed.application.join(',')}, application roles: ${roles}.`;
  }
  return (
    'Auth token does not contain valid permissions or user does not have valid roles. ' +
    `API required scopes: ${needed.delegated.join(',')}, user scopes: ${claims.scp}.`
  );
}

function refusalOf(world: Omit<World, 'authorize'>, request: SimRequest): Refuse {
  return (status, message, headers) => {
    const unauthorized = request.service === 'graph' ? 'InvalidAuthenticationToken' : 'Unauthorized';
    return {
      refusal: apiError(request.service, world.clock.now(), {
        status,
        code: status === 401 ? unauthorized : 'Forbidden',
        message,
        headers: headers ?? (status === 401 ? { 'www-authenticate': realm() } : {}),
      }),
    };
  };
}

function realm(...more: string[]): string {
  const authority = 'authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"';
  return `Bearer ${['realm=""', authority, ...more].join(', ')}`;
}

/** @see https://learn.microsoft.com/en-us/entra/identity-platform/claims-challenge */
function challenge(nowMs: number): Record<string, string> {
  const claims = { access_token: { nbf: { essential: true, value: String(Math.floor(nowMs / 1000)) } } };
  const encoded = Buffer.from(JSON.stringify(claims)).toString('base64');
  return { 'www-authenticate': realm('error="insufficient_claims"', `claims="${encoded}"`) };
}
