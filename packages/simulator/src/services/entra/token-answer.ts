import { randomBytes } from 'node:crypto';
import { DIRECTORY_ROLES } from '../../core/directory-role.ts';
import type { ClientProof } from './client-authentication.ts';
import type { App, User } from './directory.ts';
import { remember, signInTime, type Realm, type TokenRequest } from './realm.ts';
import { grantedScopes, type Target } from './scope.ts';
import { TOKEN_SECONDS } from './token-issuer.ts';

const ACR: Readonly<Record<ClientProof, string>> = {
  none: '0',
  secret: '1',
  certificate: '2',
  federated: '2',
};

export type TokenAnswer = Readonly<Record<string, unknown>>;

/** The JSON text of the `claims` parameter, as far as a token reflects it. */
interface ClaimsParameter {
  readonly access_token?: { xms_cc?: { values?: readonly string[] }; nbf?: unknown };
}

/** A token for an application alone. Without grants it is issued all the same, but carries no roles. */
export async function applicationAnswer(
  realm: Realm,
  token: TokenRequest,
  app: App,
  proof: ClientProof,
  target: Target,
): Promise<TokenAnswer> {
  const accessToken = await issueApplicationToken(realm, app, proof, target, token.form.get('claims'));
  return shape(realm, token, target, { access_token: accessToken });
}

export async function issueApplicationToken(
  realm: Realm,
  app: App,
  proof: ClientProof,
  target: Target,
  claims: string | null,
): Promise<string> {
  const { directory } = realm;
  const roles = app.granted[target.resource.key]?.roles ?? [];
  const asked = readClaims(claims);
  return realm.issuer.issue(
    {
      ...common(realm, app, proof, target, asked),
      ...(app.resourceId === undefined ? {} : { xms_mirid: app.resourceId }),
      idp: `https://sts.windows.net/${directory.tenantId}/`,
      idtyp: 'app',
      oid: app.objectId,
      sub: app.objectId,
      ...(roles.length === 0 ? {} : { roles }),
    },
    signInTime(realm),
    asked.access_token?.nbf !== undefined,
  );
}

/** Tokens for a signed-in user. @throws Refusal 65001 when consent is missing. */
export async function userAnswer(
  realm: Realm,
  token: TokenRequest,
  given: {
    app: App;
    proof: ClientProof;
    user: User;
    target: Target;
    scope: string;
    mfa: boolean;
    nonce?: string | undefined;
  },
): Promise<TokenAnswer> {
  const { app, proof, user, target, scope, mfa } = given;
  const now = signInTime(realm);
  const scopes = grantedScopes(app, user, target);
  const asked = readClaims(token.form.get('claims'));
  const accessToken = await realm.issuer.issue(
    {
      ...common(realm, app, proof, target, asked),
      acr: '1',
      amr: mfa ? ['pwd', 'mfa'] : ['pwd'],
      idtyp: 'user',
      name: user.name,
      oid: user.objectId,
      scp: scopes.join(' '),
      sub: subject(app, user),
      unique_name: user.username,
      upn: user.username,
      wids: DIRECTORY_ROLES.filter((role) => user.roles.includes(role.name)).map((role) => role.id),
    },
    now,
    asked.access_token?.nbf !== undefined,
  );
  const { oidc } = target;
  const prefix = target.uri.replace(/\/$/, '');
  const names = [
    ...[...oidc].filter((name) => name !== 'offline_access'),
    ...scopes.map((name) => `${prefix}/${name}`),
  ];
  const v1 = token.version === 1;
  return shape(realm, token, target, {
    scope: v1 ? scopes.join(' ') : [...names, `${prefix}/.default`].join(' '),
    access_token: accessToken,
    ...(v1 || oidc.has('offline_access')
      ? { refresh_token: createRefreshToken(realm, app, user, scope, mfa) }
      : {}),
    ...(v1 || oidc.has('openid') ? { id_token: await idToken(realm, token, app, user, given.nonce) } : {}),
    ...(token.form.get('client_info') === '1' ? { client_info: clientInfo(realm, user) } : {}),
  });
}

function common(
  realm: Realm,
  app: App,
  proof: ClientProof,
  target: Target,
  asked: ClaimsParameter,
): Record<string, unknown> {
  const { tenantId } = realm.directory;
  const capabilities = asked.access_token?.xms_cc?.values;
  return {
    // The Microsoft APIs take tokens of version 1, whichever endpoint gave them out.
    aud: target.uri,
    iss: `https://sts.windows.net/${tenantId}/`,
    app_displayname: app.name,
    appid: app.appId,
    appidacr: ACR[proof],
    tid: tenantId,
    ver: '1.0',
    ...(capabilities === undefined ? {} : { xms_cc: capabilities }),
  };
}

async function idToken(
  realm: Realm,
  token: TokenRequest,
  app: App,
  user: User,
  nonce: string | undefined,
): Promise<string> {
  const { tenantId } = realm.directory;
  const v1 = token.version === 1;
  return realm.issuer.issue(
    {
      aud: app.appId,
      iss: v1 ? `https://sts.windows.net/${tenantId}/` : `${token.request.origin}/${tenantId}/v2.0`,
      name: user.name,
      oid: user.objectId,
      ...(v1 ? { upn: user.username, unique_name: user.username } : { preferred_username: user.username }),
      sub: subject(app, user),
      tid: tenantId,
      ver: v1 ? '1.0' : '2.0',
      ...(nonce === undefined ? {} : { nonce }),
    },
    signInTime(realm),
  );
}

function createRefreshToken(realm: Realm, app: App, user: User, scope: string, mfa: boolean): string {
  const value = `1.A${randomBytes(96).toString('base64url')}`;
  remember(realm.refreshTokens, value, {
    app,
    user,
    scope,
    issuedAt: signInTime(realm),
    mfa,
    revoked: false,
  });
  return value;
}

/** The older endpoint writes numbers as text and adds three fields. */
function shape(realm: Realm, token: TokenRequest, target: Target, tokens: TokenAnswer): TokenAnswer {
  if (token.version === 2)
    return { token_type: 'Bearer', expires_in: TOKEN_SECONDS, ext_expires_in: TOKEN_SECONDS, ...tokens };
  const now = Math.floor(signInTime(realm) / 1000);
  return {
    token_type: 'Bearer',
    expires_in: String(TOKEN_SECONDS),
    ext_expires_in: String(TOKEN_SECONDS),
    expires_on: String(now + TOKEN_SECONDS),
    not_before: String(now),
    resource: target.uri,
    ...tokens,
  };
}

function clientInfo(realm: Realm, user: User): string {
  return Buffer.from(JSON.stringify({ uid: user.objectId, utid: realm.directory.tenantId })).toString(
    'base64url',
  );
}

/** Stable per user and application. */
function subject(app: App, user: User): string {
  return Buffer.from(`${user.objectId}${app.appId}`.replaceAll('-', ''), 'hex').toString('base64url');
}

function readClaims(text: string | null): ClaimsParameter {
  if (text === null || text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
