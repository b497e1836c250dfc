import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startCloud, type Cloud } from '@vedette/testkit';
import { askToken, bySecret, claimsOf, codeOf, postForm, read } from '../ask.ts';

const GRAPH = 'https://graph.microsoft.com/.default';
let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud();
});
beforeEach(() => cloud.admin('POST', '/_sim/reset'));
afterAll(() => cloud.stop());

it.each([
  ['https://graph.microsoft.com', 'SecurityIncident.Read.All'],
  ['https://graph.microsoft.us', 'SecurityIncident.Read.All'],
  ['https://dod-graph.microsoft.us', 'SecurityIncident.Read.All'],
  ['https://api.securitycenter.microsoft.com', 'Machine.Isolate'],
  ['https://api.securitycenter.windows.com', 'Machine.Isolate'],
  ['https://securitycenter.onmicrosoft.com/windowsatpservice', 'Machine.Isolate'],
  ['https://api-gcc.securitycenter.microsoft.us', 'Machine.Isolate'],
  ['https://api-gov.securitycenter.microsoft.us', 'Machine.Isolate'],
  ['https://api.security.microsoft.com', 'Incident.ReadWrite.All'],
  ['https://security.microsoft.com/mtp', 'Incident.ReadWrite.All'],
  ['https://api-gov.security.microsoft.us', 'Incident.ReadWrite.All'],
])('a token for %s names it as audience and carries the roles of that API', async (uri, role) => {
  const answer = await askToken(cloud, bySecret(cloud, `${uri}/.default`));
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 });
  const claims = claimsOf(answer);
  expect(claims).toMatchObject({
    aud: uri,
    tid: cloud.info.tenantId,
    appid: cloud.info.clientId,
    appidacr: '1',
  });
  expect(claims).toMatchObject({
    ver: '1.0',
    idtyp: 'app',
    iss: `https://sts.windows.net/${cloud.info.tenantId}/`,
  });
  expect(claims['roles']).toContain(role);
  expect(claims).not.toHaveProperty('scp');
  expect(Number(claims.exp) - Number(claims.iat)).toBe(3599);
});

it('the older endpoint takes a resource and writes numbers as text', async () => {
  const { scope: _, ...fields } = bySecret(cloud, '');
  const answer = await askToken(
    cloud,
    { ...fields, resource: 'https://api.securitycenter.microsoft.com/' },
    { version: 1 },
  );
  expect(answer.body).toMatchObject({
    expires_in: '3599',
    resource: 'https://api.securitycenter.microsoft.com/',
  });
  expect(claimsOf(answer).aud).toBe('https://api.securitycenter.microsoft.com/');
});

it('takes the credential in a Basic header, and the scope with offline_access that Cortex XSOAR sends', async () => {
  const { clientId, clientSecret, login, tenantId } = cloud.info;
  const basic = Buffer.from(`${clientId}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const response = await fetch(`${login}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'offline_access https://security.microsoft.com/mtp/.default',
    }),
  });
  expect((await read(response)).status).toBe(200);
});

it('an application without grants gets a token without roles', async () => {
  const state = await cloud.admin<{
    identity: { apps: { name: string; appId: string; secrets: { value: string }[] }[] };
  }>('GET', '/_sim/state');
  const app = state.identity.apps.find(({ name }) => name === 'Ungranted');
  const answer = await askToken(cloud, {
    ...bySecret(cloud, GRAPH),
    client_id: app?.appId ?? '',
    client_secret: app?.secrets[0]?.value ?? '',
  });
  expect(answer.status).toBe(200);
  expect(claimsOf(answer)).not.toHaveProperty('roles');
});

it('says no with the code, the error and the body of the cloud', async () => {
  const good = bySecret(cloud, GRAPH);
  const rows: [Record<string, string>, number, string, number][] = [
    [{ client_secret: 's3cr3t-wrong' }, 7000215, 'invalid_client', 401],
    [{ client_secret: '' }, 7000218, 'invalid_client', 401],
    [{ client_id: cloud.info.publicClientId }, 700025, 'invalid_client', 401],
    [{ client_id: '11111111-2222-4333-8444-555555555555' }, 700016, 'unauthorized_client', 400],
    [{ client_id: '' }, 900144, 'invalid_request', 400],
    [{ scope: '' }, 900144, 'invalid_request', 400],
    [{ scope: 'https://graph.microsoft.com/User.Read' }, 1002012, 'invalid_scope', 400],
    [{ scope: `${GRAPH} https://api.security.microsoft.com/.default` }, 700022, 'invalid_scope', 400],
    [{ scope: 'https://nowhere.example/.default' }, 500011, 'invalid_resource', 400],
    [{ grant_type: 'implicit' }, 70003, 'unsupported_grant_type', 400],
    [{ grant_type: '' }, 900144, 'invalid_request', 400],
    [{ client_secret: '', client_assertion: 'x.y.z' }, 900144, 'invalid_request', 400],
  ];
  for (const [change, code, error, status] of rows) {
    const answer = await askToken(cloud, { ...good, ...change });
    expect([codeOf(answer), answer.body['error'], answer.status]).toEqual([code, error, status]);
    expect(answer.body['error_description']).toMatch(
      new RegExp(`^AADSTS${code}: .*\\r\\nTrace ID: .*\\r\\nCorrelation ID: .*\\r\\nTimestamp: [\\d: -]+Z$`),
    );
    expect(answer.body).toHaveProperty('trace_id');
    expect(answer.body).toHaveProperty('error_uri');
    expect(JSON.stringify(answer.body)).not.toContain(cloud.info.clientSecret);
  }
});

it('says no to a tenant that is not there, is no tenant, or is anybody’s', async () => {
  const good = bySecret(cloud, GRAPH);
  const code = async (tenant: string): Promise<number | undefined> =>
    codeOf(await askToken(cloud, good, { tenant }));
  expect(await code('11111111-2222-4333-8444-555555555555')).toBe(90002);
  expect(await code('contoso.onmicrosoft.com')).toBe(90002);
  expect(await code('contoso')).toBe(900023);
  expect(await code('common')).toBe(9001023);
  expect(await code('organizations')).toBe(9001023);
  expect(await code('VEDETTE-SIM.onmicrosoft.com')).toBeUndefined();
});

it('a secret past its end is told from a wrong one, and can be replaced', async () => {
  const { clientId } = cloud.info;
  await cloud.admin('POST', '/_sim/apps', { appId: clientId, secretsExpire: '2020-01-01T00:00:00Z' });
  expect(codeOf(await askToken(cloud, bySecret(cloud, GRAPH)))).toBe(7000222);
  const added = await cloud.admin<{ secret: string }>('POST', '/_sim/apps', {
    appId: clientId,
    addSecret: { value: 's3cr3t-of-tomorrow' },
  });
  const answer = await askToken(cloud, { ...bySecret(cloud, GRAPH), client_secret: added.secret });
  expect(answer.status).toBe(200);
});

it('a consent that is taken away is missing from the next token only', async () => {
  const before = claimsOf(await askToken(cloud, bySecret(cloud, GRAPH)));
  await cloud.admin('POST', '/_sim/consent', {
    appId: cloud.info.clientId,
    api: 'graph',
    roles: ['SecurityIncident.Read.All'],
    revoke: true,
  });
  const after = claimsOf(await askToken(cloud, bySecret(cloud, GRAPH)));
  expect(before['roles']).toContain('SecurityIncident.Read.All');
  expect(after['roles']).not.toContain('SecurityIncident.Read.All');
  expect(after['roles']).toContain('SecurityAlert.Read.All');
});

it('with the fault cloud-scope only the scopes of that cloud are known', async () => {
  await cloud.admin('POST', '/_sim/fault', { name: 'cloud-scope', cloud: 'gcc' });
  const code = async (uri: string): Promise<number | undefined> =>
    codeOf(await askToken(cloud, bySecret(cloud, `${uri}/.default`)));
  expect(await code('https://api.securitycenter.microsoft.com')).toBe(500011);
  expect(await code(cloud.info.endpoint)).toBe(500011);
  expect(await code('https://api-gcc.securitycenter.microsoft.us')).toBeUndefined();
});

it('a form that is no form is missing its parameters', async () => {
  const { login, tenantId } = cloud.info;
  const answer = await postForm(`${login}/${tenantId}/oauth2/v2.0/token`, {});
  expect(codeOf(answer)).toBe(900144);
});

it('takes a resource when the scope is there but empty', async () => {
  const resource = 'https://api.securitycenter.microsoft.com';
  expect(claimsOf(await askToken(cloud, { ...bySecret(cloud, ''), resource }))['aud']).toBe(resource);
});
