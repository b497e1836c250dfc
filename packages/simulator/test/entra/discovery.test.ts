import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCloud, type Cloud } from '@vedette/testkit';
import { askToken, bySecret, claimsOf, codeOf, get } from '../ask.ts';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud();
});
afterAll(() => cloud.stop());

it('describes itself at the address it was asked at', async () => {
  const { login, tenantId } = cloud.info;
  const { body } = await get(`${login}/${tenantId}/v2.0/.well-known/openid-configuration`);
  expect(body).toMatchObject({
    issuer: `${login}/${tenantId}/v2.0`,
    token_endpoint: `${login}/${tenantId}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${login}/${tenantId}/oauth2/v2.0/devicecode`,
    jwks_uri: `${login}/${tenantId}/discovery/v2.0/keys`,
  });
  const byName = login.replace('127.0.0.1', 'localhost');
  const shared = await get(`${byName}/common/v2.0/.well-known/openid-configuration`);
  expect(shared.body['token_endpoint']).toBe(`${byName}/common/oauth2/v2.0/token`);
  expect(shared.body['issuer']).toContain('{tenantid}');
  expect(codeOf(await get(`${login}/nowhere.example/v2.0/.well-known/openid-configuration`))).toBe(90002);
});

it('names itself as the one host of its cloud', async () => {
  const { login } = cloud.info;
  const query = new URLSearchParams({
    'api-version': '1.1',
    authorization_endpoint: `${login}/common/oauth2/v2.0/authorize`,
  });
  const { body } = await get(`${login}/common/discovery/instance?${query.toString()}`);
  expect(body).toMatchObject({ metadata: [{ aliases: [new URL(login).host] }] });
});

it('an administrator consents on the page, for one API or for all', async () => {
  const { login, tenantId } = cloud.info;
  const state = await cloud.admin<{
    identity: { apps: { name: string; appId: string; secrets: { value: string }[] }[] };
  }>('GET', '/_sim/state');
  const app = state.identity.apps.find(({ name }) => name === 'Ungranted');
  const secret = { client_id: app?.appId ?? '', client_secret: app?.secrets[0]?.value ?? '' };
  const roles = async (uri: string): Promise<unknown> =>
    claimsOf(await askToken(cloud, { ...bySecret(cloud, `${uri}/.default`), ...secret }))['roles'];
  const user = (name: string): string =>
    cloud.info.users.find(({ username }) => username.startsWith(name))?.username ?? '';
  const page = (path: string, change: Record<string, string>) =>
    get(
      `${login}/${tenantId}${path}?${new URLSearchParams({
        client_id: secret.client_id,
        redirect_uri: 'http://localhost:7/callback',
        state: 's',
        ...change,
      }).toString()}`,
    );

  expect((await page('/adminconsent', {})).body['text']).toContain('Machine.Isolate');
  const refused = await page('/adminconsent', { sim_user: user('analyst') });
  expect(refused.body['text']).toContain('AADSTS90094');
  const declined = await page('/adminconsent', { sim_decline: '1' });
  expect(declined.headers.get('location')).toContain('error=permission_denied');
  expect(await roles('https://graph.microsoft.com')).toBeUndefined();

  const scope = 'https://graph.microsoft.com/.default';
  const one = await page('/v2.0/adminconsent', { sim_user: user('admin'), scope });
  const back = new URL(one.headers.get('location') ?? '');
  expect(Object.fromEntries(back.searchParams)).toMatchObject({
    admin_consent: 'True',
    tenant: tenantId,
    state: 's',
  });
  expect(await roles('https://graph.microsoft.com')).toContain('SecurityIncident.Read.All');
  expect(await roles('https://api.security.microsoft.com')).toBeUndefined();

  await page('/adminconsent', { sim_user: user('admin') });
  expect(await roles('https://api.security.microsoft.com')).toContain('Incident.Read.All');
});

it('explains an error code and says good-bye', async () => {
  const { login, tenantId } = cloud.info;
  expect((await get(`${login}/error?code=7000215`)).body['text']).toContain('invalid_client');
  expect((await get(`${login}/error?code=1`)).status).toBe(404);
  const out = await get(
    `${login}/${tenantId}/oauth2/v2.0/logout?post_logout_redirect_uri=http%3A%2F%2Flocalhost%2F`,
  );
  expect(out.headers.get('location')).toBe('http://localhost/');
});
