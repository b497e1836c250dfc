import { createHash, randomBytes } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startCloud, type Cloud } from '@vedette/testkit';
import { askToken, claimsOf, codeOf, get, postForm, type Answer } from '../ask.ts';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud();
});
beforeEach(() => cloud.admin('POST', '/_sim/reset'));
afterAll(() => cloud.stop());

const SCOPE = 'openid profile offline_access https://api.security.microsoft.com/.default';
const redirectUri = 'http://localhost:51234';

function user(name: string): { username: string; password: string } {
  const found = cloud.info.users.find(({ username }) => username.startsWith(`${name}@`));
  if (found === undefined) throw new Error(`no user ${name}`);
  return found;
}

function pkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(48).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

function authorizeUrl(change: Record<string, string>, tenant = cloud.info.tenantId): string {
  const query = new URLSearchParams({
    client_id: cloud.info.publicClientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: SCOPE,
    state: 'a state & more',
    ...change,
  });
  return `${cloud.info.login}/${tenant}/oauth2/v2.0/authorize?${query.toString()}`;
}

async function obtainCode(change: Record<string, string> = {}): Promise<URL> {
  const page = await get(authorizeUrl({ sim_user: user('analyst').username, ...change }));
  expect(page.status).toBe(302);
  return new URL(page.headers.get('location') ?? '');
}

function redeem(code: string, change: Record<string, string> = {}): Promise<Answer> {
  return askToken(cloud, {
    grant_type: 'authorization_code',
    client_id: cloud.info.publicClientId,
    redirect_uri: redirectUri,
    code,
    scope: SCOPE,
    ...change,
  });
}

it('gives a code for a sign-in and tokens for the code, once', async () => {
  const { verifier, challenge } = pkce();
  const back = await obtainCode({ code_challenge: challenge, code_challenge_method: 'S256', nonce: 'n0nce' });
  expect(back.origin).toBe(redirectUri);
  expect(back.searchParams.get('state')).toBe('a state & more');
  expect(back.searchParams.get('session_state')).not.toBeNull();
  const code = back.searchParams.get('code') ?? '';
  const answer = await redeem(code, { code_verifier: verifier, client_info: '1' });
  expect(answer.body['scope']).toContain('https://api.security.microsoft.com/Incident.ReadWrite');
  const claims = claimsOf(answer);
  expect(claims).toMatchObject({ upn: user('analyst').username, appidacr: '0', idtyp: 'user' });
  expect(claims['wids']).toEqual(['194ae4cb-b126-40b2-bd5b-6091b380977d']);
  expect(claims).not.toHaveProperty('roles');
  const keys = createRemoteJWKSet(new URL(`${cloud.info.login}/common/discovery/v2.0/keys`));
  const { payload } = await jwtVerify(String(answer.body['id_token']), keys, {
    audience: cloud.info.publicClientId,
    issuer: `${cloud.info.login}/${cloud.info.tenantId}/v2.0`,
  });
  expect(payload).toMatchObject({ nonce: 'n0nce', preferred_username: user('analyst').username, ver: '2.0' });
  expect(answer.body['refresh_token']).toBeTypeOf('string');
  const again = await redeem(code, { code_verifier: verifier });
  expect([codeOf(again), again.body['error']]).toEqual([54005, 'invalid_grant']);
});

it('gives a refresh token and an id token only to those who ask for them', async () => {
  const scope = 'https://api.security.microsoft.com/Incident.Read';
  const code = (await obtainCode({ scope })).searchParams.get('code') ?? '';
  const { body } = await redeem(code, { scope });
  expect(body).not.toHaveProperty('refresh_token');
  expect(body).not.toHaveProperty('id_token');
});

it('refuses a code with the wrong verifier, another redirect URI, another client, or after ten minutes', async () => {
  const { verifier, challenge } = pkce();
  const fresh = async (): Promise<string> =>
    (await obtainCode({ code_challenge: challenge, code_challenge_method: 'S256' })).searchParams.get(
      'code',
    ) ?? '';
  expect(codeOf(await redeem(await fresh(), { code_verifier: pkce().verifier }))).toBe(501481);
  expect(codeOf(await redeem(await fresh()))).toBe(501481);
  expect(codeOf(await redeem(await fresh(), { code_verifier: 'short' }))).toBe(501491);
  const elsewhere = { code_verifier: verifier, redirect_uri: 'http://localhost:9' };
  expect(codeOf(await redeem(await fresh(), elsewhere))).toBe(50011);
  const { clientId, clientSecret } = cloud.info;
  const stolen = { code_verifier: verifier, client_id: clientId, client_secret: clientSecret };
  expect(codeOf(await redeem(await fresh(), stolen))).toBe(700005);
  const late = await fresh();
  await cloud.admin('POST', '/_sim/clock', { advance: 11 * 60 * 1000 });
  expect(codeOf(await redeem(late, { code_verifier: verifier }))).toBe(70008);
  expect(codeOf(await redeem('n0-such-code'))).toBe(70000);
});

it('a confidential client proves itself when it redeems a code', async () => {
  const { clientId, clientSecret } = cloud.info;
  const change = { client_id: clientId, redirect_uri: 'https://localhost/myapp' };
  const fresh = async (): Promise<string> => (await obtainCode(change)).searchParams.get('code') ?? '';
  expect(codeOf(await redeem(await fresh(), change))).toBe(7000218);
  expect((await redeem(await fresh(), { ...change, client_secret: clientSecret })).status).toBe(200);
});

it('shows the trouble on the page when it does not know where to send the browser', async () => {
  const shown = async (change: Record<string, string>, tenant?: string): Promise<string> => {
    const { status, body } = await get(authorizeUrl(change, tenant));
    expect(status).toBe(400);
    return String(body['text']);
  };
  expect(await shown({ redirect_uri: 'https://attacker.example/' })).toContain('AADSTS50011');
  expect(await shown({ redirect_uri: 'http://localhost:1/other' })).toContain('AADSTS50011');
  expect(await shown({ client_id: '11111111-2222-4333-8444-555555555555' })).toContain('AADSTS700016');
  expect(await shown({}, 'nowhere.example')).toContain('AADSTS90002');
  expect(await shown({ redirect_uri: 'https://x.example/<script>' })).not.toContain('<script>');
});

it('sends every other trouble back with the state', async () => {
  const back = async (change: Record<string, string>): Promise<URLSearchParams> => {
    const page = await get(authorizeUrl(change));
    return new URL(page.headers.get('location') ?? '').searchParams;
  };
  expect((await back({ response_type: 'token' })).get('error')).toBe('unsupported_response_type');
  expect((await back({ prompt: 'none' })).get('error')).toBe('login_required');
  expect((await back({ scope: 'https://nowhere.example/.default' })).get('error')).toBe('invalid_resource');
  expect((await back({ scope: 'https://graph.microsoft.com/No.Such' })).get('error')).toBe('invalid_scope');
  expect((await back({ prompt: 'none' })).get('state')).toBe('a state & more');
});

it('knows three ways to answer', async () => {
  expect((await obtainCode({ response_mode: 'fragment' })).hash).toContain('code=');
  const page = await get(authorizeUrl({ sim_user: user('analyst').username, response_mode: 'form_post' }));
  expect(page.body['text']).toContain('name="code"');
});

it('takes a user name and a password on its form', async () => {
  const { username, password } = user('reader');
  const form = await get(authorizeUrl({ login_hint: username }));
  expect(form.body['text']).toContain(`value="${username}"`);
  const wrong = await postForm(authorizeUrl({}), { username, password: 's3cr3t-wrong' });
  expect(wrong.body['text']).toContain('AADSTS50126');
  const right = await postForm(authorizeUrl({}), { username, password });
  expect(right.headers.get('location')).toContain('code=');
  const cancelled = await postForm(authorizeUrl({}), { username, password, action: 'cancel' });
  expect(cancelled.headers.get('location')).toContain('error=access_denied');
});

it.each([
  ['expired', 'AADSTS50055'],
  ['disabled', 'AADSTS50057'],
  ['blocked', 'AADSTS53003'],
])('keeps the user %s out', async (name, code) => {
  const page = await get(authorizeUrl({ sim_user: user(name).username }));
  expect(page.body['text']).toContain(code);
});

it('without a consent an ordinary user is sent away and an administrator consents', async () => {
  await cloud.admin('POST', '/_sim/consent', { appId: cloud.info.publicClientId, api: 'xdr', revoke: true });
  const sent = await obtainCode({});
  expect(sent.searchParams.get('error_description')).toContain('AADSTS90094');
  const code = (await obtainCode({ sim_user: user('admin').username })).searchParams.get('code') ?? '';
  expect(claimsOf(await redeem(code))['scp']).toContain('Incident.Read');
});

it('refuses a single-tenant application on a shared address', async () => {
  await cloud.admin('POST', '/_sim/apps', { appId: cloud.info.publicClientId, multiTenant: false });
  const { body } = await get(authorizeUrl({}, 'organizations'));
  expect(body['text']).toContain('AADSTS50194');
});

it('goes back to the first address registered when none is given, and says so when none is', async () => {
  const url = new URL(authorizeUrl({ sim_user: user('analyst').username }));
  url.searchParams.delete('redirect_uri');
  const back = await get(url.href);
  expect(back.headers.get('location')).toMatch(/^https:\/\/localhost\/myapp\?code=/);
  await cloud.admin('POST', '/_sim/apps', { appId: cloud.info.publicClientId, redirectUris: [] });
  const page = await get(url.href);
  expect([page.status, String(page.body['text'])]).toEqual([400, expect.stringContaining('AADSTS900971')]);
});

it('grants a whole registration by the link for partners, to an administrator alone', async () => {
  const { identity } = await cloud.admin<{
    identity: { apps: { appId: string; name: string; secrets: { value: string }[] }[] };
  }>('GET', '/_sim/state');
  const app = identity.apps.find(({ name }) => name === 'Ungranted');
  if (app === undefined) throw new Error('no application without grants');
  const link = (name: string): string => {
    const query = new URLSearchParams({
      prompt: 'consent',
      client_id: app.appId,
      response_type: 'code',
      sso_reload: 'true',
      sim_user: user(name).username,
    });
    return `${cloud.info.login}/${cloud.info.tenantId}/oauth2/authorize?${query.toString()}`;
  };
  const roles = async (): Promise<unknown> => {
    const fields = { client_id: app.appId, client_secret: app.secrets[0]?.value ?? '' };
    const scope = 'https://api.securitycenter.microsoft.com/.default';
    return claimsOf(await askToken(cloud, { grant_type: 'client_credentials', ...fields, scope }))['roles'];
  };
  expect((await get(link('analyst'))).headers.get('location')).toContain('error=access_denied');
  expect(await roles()).toBeUndefined();
  expect((await get(link('admin'))).headers.get('location')).toContain('?code=');
  expect(await roles()).toContain('Alert.Read.All');
});

it('takes a resource before the scope at the older endpoint', async () => {
  const resource = 'https://api.securitycenter.windows.com';
  const url = authorizeUrl({ sim_user: user('analyst').username, scope: 'openid', resource });
  const back = new URL((await get(url.replace('/v2.0', ''))).headers.get('location') ?? '');
  const fields = {
    grant_type: 'authorization_code',
    client_id: cloud.info.publicClientId,
    redirect_uri: redirectUri,
    code: back.searchParams.get('code') ?? '',
  };
  expect(claimsOf(await askToken(cloud, fields, { version: 1 }))['aud']).toBe(resource);
});

it('understands the names that the fields have on the pages of the cloud', async () => {
  const { username, password } = user('analyst');
  const page = await postForm(authorizeUrl({}), { loginfmt: username, passwd: password });
  expect(page.headers.get('location')).toContain('?code=');
});
