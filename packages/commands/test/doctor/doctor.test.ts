import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { registerSecret, scratch, startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveCloud, VedetteError, type Audience, type DecodedToken } from '@vedette/sdk';
import { catalog, inputFromWords, type Row } from '@vedette/commands';
import { ACTIONS } from '../../src/doctor/actions.ts';
import { allowed } from '../../src/doctor/allowed.ts';
import { audience } from '../../src/doctor/checks/audience.ts';
import { clock } from '../../src/doctor/checks/clock.ts';
import { cloud as cloudCheck } from '../../src/doctor/checks/cloud.ts';
import { credential } from '../../src/doctor/checks/credential.ts';
import { way } from '../../src/doctor/checks/way.ts';
import type { Check, Examined, Finding, TokenState } from '../../src/doctor/finding.ts';
import { APIS } from '../../src/doctor/permission-ids.ts';
import { userOf } from '../../../sdk/test/credential/flow-table.ts';
import { loadCommand, profileAt, rows, run, surface, type Surface } from '../surface.ts';

let cloud: Cloud;

beforeAll(async () => {
  cloud = await startCloud({ incidents: 3, seed: 'doctor' });
  await cloud.admin('POST', '/_sim/device', { interval: 1 });
});
afterAll(() => cloud.stop());

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

const named = (findings: readonly Row[], check: string): Row | undefined =>
  findings.find((one) => one['check'] === check);

/** An application with exactly these permissions, and a surface that is signed in as it. */
async function signedInWith(grants: object): Promise<Surface> {
  const app = await cloud.admin<{ appId: string; secret: string }>('POST', '/_sim/apps', {
    grants,
    addSecret: {},
  });
  registerSecret(app.secret);
  const auth = { flow: 'client-secret', clientId: app.appId, secret: { env: 'SIM_SECRET' } } as const;
  return surface({ profile: profileAt(cloud, { auth }), environment: { SIM_SECRET: app.secret } });
}

describe('doctor for an application', () => {
  it('says of every command and every other action whether it may', async () => {
    const at = surface({ profile: profileAt(cloud), environment: { SIM_SECRET: cloud.info.clientSecret } });
    const findings = await rows(at.context, 'auth.doctor');
    for (const entry of Object.values(catalog)) {
      const name = entry.words.join(' ');
      if (!/ (list|get|update|comment|fetch)$/.test(name) || (await entry.load()).permissions.length === 0)
        continue;
      expect(named(findings, name)?.['status'], name).toBe('ok');
    }
    for (const { id } of ACTIONS) expect(named(findings, id.replace('.', ' ')), id).toBeDefined();
    expect(findings.filter(({ status }) => status === 'fail')).toEqual([]);
    await at.context.close();
  });

  it('names what is missing, for an application and for a user, and asks nobody but the login service', async () => {
    const at = await signedInWith({ graph: { roles: ['SecurityIncident.Read.All'] } });
    await cloud.admin('DELETE', '/_sim/journal');
    const findings = await rows(at.context, 'auth.doctor');
    expect(named(findings, 'incident list')).toMatchObject({ status: 'ok' });
    expect(named(findings, 'incident update')).toMatchObject({
      status: 'fail',
      missing: ['SecurityIncident.ReadWrite.All'],
      application: ['SecurityIncident.ReadWrite.All'],
      delegated: ['SecurityIncident.ReadWrite.All'],
      link: expect.stringContaining('/adminconsent?client_id=') as string,
    });
    expect(named(findings, 'machine isolate')).toMatchObject({
      status: 'fail',
      missing: ['Machine.Isolate'],
    });
    const { entries } = await cloud.admin<{ entries: { service: string }[] }>('GET', '/_sim/journal');
    expect([...new Set(entries.map(({ service }) => service))]).toEqual(['login']);
    await at.context.close();
  });

  it('points at the other route where that one is granted', async () => {
    const at = await signedInWith({ xdr: { roles: ['Incident.ReadWrite.All'] } });
    const [finding] = (await rows(at.context, 'auth.doctor', 'incident.update')).slice(-1);
    expect(finding).toMatchObject({ check: 'incident update', status: 'warn' });
    expect(String(finding?.['advice'])).toContain('--route native');
    const [native] = (await rows(at.context, 'auth.doctor', 'incident', 'update', '--route', 'native')).slice(
      -1,
    );
    expect(native).toMatchObject({ check: 'incident update', status: 'ok' });
    await at.context.close();
  });

  it('sees with --fresh what was granted after the sign-in', async () => {
    const { appId } = await cloud.admin<{ appId: string }>('POST', '/_sim/apps', { grants: {} });
    const { secret } = await cloud.admin<{ secret: string }>('POST', '/_sim/apps', { appId, addSecret: {} });
    registerSecret(secret);
    const auth = { flow: 'client-secret', clientId: appId, secret: { env: 'SIM_SECRET' } } as const;
    const at = surface({ profile: profileAt(cloud, { auth }), environment: { SIM_SECRET: secret } });
    const status = async (...words: string[]): Promise<unknown> =>
      (await rows(at.context, 'auth.doctor', 'alert.list', ...words)).at(-1)?.['status'];
    expect(await status()).toBe('fail');
    await cloud.admin('POST', '/_sim/consent', { appId, api: 'graph', roles: ['SecurityAlert.Read.All'] });
    expect(await status()).toBe('fail');
    expect(await status('--fresh')).toBe('ok');
    await at.context.close();
  });

  it('tells of a secret that has ended, with the link to the registration', async () => {
    const app = await cloud.admin<{ appId: string; secret: string }>('POST', '/_sim/apps', {
      addSecret: { expires: '2020-01-01T00:00:00Z' },
    });
    registerSecret(app.secret);
    const auth = { flow: 'client-secret', clientId: app.appId, secret: { env: 'SIM_SECRET' } } as const;
    const at = surface({ profile: profileAt(cloud, { auth }), environment: { SIM_SECRET: app.secret } });
    const findings = await rows(at.context, 'auth.doctor');
    expect(named(findings, 'token graph')).toMatchObject({
      status: 'fail',
      link: expect.stringContaining(app.appId) as string,
    });
    expect(String(named(findings, 'token graph')?.['detail'])).toContain('7000222');
    await at.context.close();
  });

  it('refuses a command that does not exist, with the one that was meant', async () => {
    const at = surface({ profile: profileAt(cloud) });
    await expect(rows(at.context, 'auth.doctor', 'incident.lst')).rejects.toMatchObject({
      code: 'MDE_INPUT',
      message: expect.stringContaining('did you mean incident.list?') as string,
    });
    await at.context.close();
  });
});

describe('doctor for a signed-in user', () => {
  it('names the role in Defender besides the permission', async () => {
    const auth = { flow: 'device-code', clientId: cloud.info.publicClientId } as const;
    const at = surface({
      profile: profileAt(cloud, { auth }),
      onShow: async (text) => {
        const userCode = /code (\S+)\./.exec(text)?.[1];
        await cloud.admin('POST', '/_sim/device', { userCode, username: userOf(cloud, 'analyst') });
      },
    });
    await run(at.context, 'auth.login');
    const findings = await rows(at.context, 'auth.doctor');
    expect(String(named(findings, 'token graph')?.['detail'])).toContain(userOf(cloud, 'analyst'));
    const isolate = named(findings, 'machine isolate');
    expect(JSON.stringify(isolate)).toContain('Active remediation actions');
    await at.context.close();
  });
});

describe('what a person is shown of it', () => {
  async function shown(at: Surface, ...words: string[]): Promise<Row[]> {
    const command = await loadCommand('auth.doctor');
    const all = await rows(at.context, 'auth.doctor', ...words);
    await at.context.close();
    return [...(command.digest?.(all, inputFromWords(command, words)) ?? all)];
  }
  const signedIn = (): Surface =>
    surface({ profile: profileAt(cloud), environment: { SIM_SECRET: cloud.info.clientSecret } });

  it('is the checks and a count where all is well, and each command with --all or by name', async () => {
    const calm = await shown(signedIn());
    expect(calm.length).toBeLessThan(20);
    expect(calm.every(({ status }) => status === 'ok')).toBe(true);
    expect(named(calm, 'commands')?.['detail']).toMatch(/^All \d+ commands and actions are allowed$/);
    expect(named(await shown(signedIn(), '--all'), 'machine isolate')).toMatchObject({ status: 'ok' });
    expect(named(await shown(signedIn(), 'incident.list'), 'incident list')).toMatchObject({ status: 'ok' });
  });

  it('is each missing permission once, with what it is for, and one thing to do about all of them', async () => {
    const at = await signedInWith({
      graph: { roles: ['SecurityIncident.Read.All'] },
      endpoint: { roles: ['Alert.ReadWrite.All'] },
    });
    const digested = await shown(at);
    expect(named(digested, 'commands')).toMatchObject({ status: 'fail' });
    expect(named(digested, 'SecurityIncident.ReadWrite.All')).toMatchObject({
      status: 'fail',
      detail: 'missing in Microsoft Graph: incident comment, incident update',
    });
    expect(named(digested, 'SecurityAlert.ReadWrite.All')).toMatchObject({
      status: 'warn',
      detail: 'there by the other route only, missing in Microsoft Graph: alert comment, alert update',
    });
    expect(digested.filter(({ check }) => check === 'to do')).toHaveLength(2);
    expect(digested.at(-1)?.['link']).toContain('/adminconsent?client_id=');
  });

  it('is no list of permissions where nobody is signed in', async () => {
    const auth = { flow: 'device-code', clientId: cloud.info.publicClientId } as const;
    const digested = await shown(surface({ profile: profileAt(cloud, { auth }) }));
    expect(named(digested, 'token graph')).toMatchObject({ status: 'fail' });
    expect(digested.at(-1)).toMatchObject({ check: 'commands', status: 'fail' });
    expect(JSON.stringify(digested)).not.toContain('Machine.Isolate');
  });

  it('is the names of the permissions of a manifest', async () => {
    const words = ['--manifest', 'incident.list', 'machine.isolate'];
    expect(await shown(surface({ profile: profileAt(cloud) }), ...words)).toEqual([
      { check: 'Microsoft Graph', status: 'application', detail: 'SecurityIncident.Read.All' },
      { check: 'WindowsDefenderATP', status: 'application', detail: 'Machine.Isolate' },
    ]);
  });
});

describe('the manifest', () => {
  it('asks for the least of the commands named, by id', async () => {
    const at = surface({ profile: profileAt(cloud) });
    expect(
      await rows(
        at.context,
        'auth.doctor',
        '--manifest',
        'incident.list',
        'incident/update',
        'machine.isolate',
      ),
    ).toEqual([
      {
        resourceAppId: APIS.graph.appId,
        resourceAccess: [
          { id: APIS.graph.ids['SecurityIncident.Read.All']?.role, type: 'Role' },
          { id: APIS.graph.ids['SecurityIncident.ReadWrite.All']?.role, type: 'Role' },
        ],
      },
      {
        resourceAppId: APIS.endpoint.appId,
        resourceAccess: [{ id: APIS.endpoint.ids['Machine.Isolate']?.role, type: 'Role' }],
      },
    ]);
    expect(at.notes.join('\n')).toContain('requiredResourceAccess');
    await at.context.close();
  });

  it('needs no profile, and is for a user where a user signs in', async () => {
    const at = surface();
    const words = ['--manifest', 'incident.list', '--permissions', 'delegated', '--route', 'native'];
    expect(await rows(at.context, 'auth.doctor', ...words)).toEqual([
      {
        resourceAppId: APIS.xdr.appId,
        resourceAccess: [{ id: APIS.xdr.ids['Incident.Read']?.scope, type: 'Scope' }],
      },
    ]);
    await at.context.close();
  });

  it('knows the id of every permission that a command or an action needs', async () => {
    const needs = [...ACTIONS, ...(await Promise.all(Object.values(catalog).map(({ load }) => load())))];
    const unknown = needs.flatMap(({ permissions }) =>
      permissions.flatMap(({ audience: api, application, delegated }) => [
        ...application.filter((name) => APIS[api].ids[name]?.role === undefined),
        ...delegated.filter((name) => APIS[api].ids[name]?.scope === undefined),
      ]),
    );
    expect(unknown).toEqual([]);
    const ids = Object.values(APIS).flatMap(({ ids: all }) =>
      Object.values(all).flatMap((one) => Object.values(one)),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a check', () => {
  const now = Date.parse('2026-03-10T12:00:00Z');
  const TENANT = '11111111-2222-3333-4444-555555555555';
  const claims = (change: Partial<DecodedToken>): TokenState => ({
    claims: {
      roles: [],
      scopes: [],
      subject: 'application',
      directoryRoles: [],
      claims: {},
      tenant: TENANT,
      ...change,
    },
  });

  async function findings(
    check: Check,
    change: Partial<Examined>,
    profile = {},
  ): Promise<readonly Finding[]> {
    const examined: Partial<Examined> = {
      cloud: resolveCloud('worldwide'),
      tokens: new Map<Audience, TokenState>(),
      environment: {},
      now,
      serverTime: now,
      profile: {
        name: 'a',
        cloud: 'worldwide',
        tenant: TENANT,
        auth: { flow: 'environment' },
        route: 'graph',
        store: 'a.db',
        ...profile,
      },
      ...change,
    };
    return check(examined as Examined);
  }

  it.each([
    ['https://api.securitycenter.microsoft.com', 'endpoint', 'ok'],
    ['fc780465-2017-40d4-a0c5-307022471b92', 'endpoint', 'ok'],
    ['https://api.securitycenter.microsoft.com/', 'endpoint', 'ok'],
    ['https://api.security.microsoft.com', 'endpoint', 'fail'],
    ['https://api.securitycenter.microsoft.com', 'xdr', 'fail'],
    ['https://graph.microsoft.us', 'graph', 'fail'],
  ] as const)('of the audience: %s for %s is %s', async (aud, api, status) => {
    const [finding] = await findings(audience, { tokens: new Map([[api, claims({ aud })]]) });
    expect(finding).toMatchObject({ check: `audience ${api}`, status });
  });

  it.each([
    ['worldwide', `https://sts.windows.net/${TENANT}/`, 'ok'],
    ['worldwide', `https://login.microsoftonline.us/${TENANT}/v2.0`, 'fail'],
    ['gcc-high', `https://login.microsoftonline.us/${TENANT}/v2.0`, 'ok'],
    ['gcc-high', `https://sts.windows.net/${TENANT}/`, 'ok'],
    ['gcc-high', `https://login.microsoftonline.com/${TENANT}/v2.0`, 'fail'],
    ['china', `https://sts.windows.net/${TENANT}/`, 'fail'],
  ])('of the cloud: %s with %s is %s', async (name, iss, status) => {
    const tokens = new Map<Audience, TokenState>([['graph', claims({ claims: { iss } })]]);
    const found = await findings(cloudCheck, { tokens, cloud: resolveCloud(name) }, { cloud: name });
    expect(found.find(({ check }) => check === 'cloud')?.status).toBe(status);
  });

  it('of the tenant finds a token of another one', async () => {
    const tokens = new Map<Audience, TokenState>([
      ['graph', claims({ tenant: TENANT.replaceAll('1', '9') })],
    ]);
    expect((await findings(cloudCheck, { tokens }))[0]).toMatchObject({ check: 'tenant', status: 'fail' });
  });

  it.each([
    [0, 'ok'],
    [-59_000, 'ok'],
    [120_000, 'warn'],
    [-301_000, 'fail'],
  ])('of the clock: %d ms off is %s', async (skew, status) => {
    expect((await findings(clock, { serverTime: now - skew }))[0]).toMatchObject({ status });
  });

  it('of the certificate says when it ends', async () => {
    const auth = { flow: 'certificate', clientId: 'a', certificate: cloud.info.certificateFile } as const;
    const at = async (time: number): Promise<unknown> =>
      (await findings(credential, { now: time }, { auth }))[0];
    expect(await at(Date.now())).toMatchObject({
      check: 'certificate',
      status: expect.stringMatching(/ok|warn/) as string,
    });
    expect(await at(Date.now() + 100 * 365 * 86_400_000)).toMatchObject({ status: 'fail' });
    expect(await at(0)).toMatchObject({ status: 'fail' });
    const gone = { ...auth, certificate: join(scratch(), 'gone.pem') };
    expect((await findings(credential, {}, { auth: gone }))[0]).toMatchObject({ status: 'fail' });
  });

  it.skipIf(!hasOpenssl)(
    'of the certificate opens a PFX file with its password (skipped: there is no openssl to make one with)',
    async () => {
      const file = join(scratch('pfx'), 'client.pfx');
      const words = ['-in', cloud.info.certificateFile, '-out', file, '-passout', 'env:PFX_PASSWORD'];
      const environment = { ...process.env, PFX_PASSWORD: 's3cr3t-of-the-pfx' };
      execFileSync('openssl', ['pkcs12', '-export', ...words], { stdio: 'pipe', env: environment });
      const password = { env: 'PFX_PASSWORD' };
      const auth = { flow: 'certificate', clientId: 'a', certificate: file, password } as const;
      const at = async (change: Partial<Examined>): Promise<Finding | undefined> =>
        (await findings(credential, { now: Date.now(), environment, ...change }, { auth }))[0];
      expect(await at({})).toMatchObject({
        status: expect.stringMatching(/ok|warn/) as string,
        detail: expect.stringMatching(/\d{4}-\d\d-\d\d/) as string,
      });
      expect(await at({ now: Date.now() + 100 * 365 * 86_400_000 })).toMatchObject({ status: 'fail' });
      const wrong = await at({ environment: { PFX_PASSWORD: 's3cr3t-wrong' } });
      expect(wrong).toMatchObject({ status: 'fail', detail: expect.stringContaining('password') as string });
      expect(JSON.stringify(wrong)).not.toContain('s3cr3t');
      expect(await at({ environment: {} })).toMatchObject({
        status: 'fail',
        detail: expect.stringContaining('PFX_PASSWORD is not set') as string,
      });
    },
  );

  it('of the way hides the password of a proxy, and warns of switched-off certificates', async () => {
    const proxy = 'http://anna:s3cr3t-proxy@proxy.example:3128';
    const [found] = await findings(way, {
      environment: { HTTPS_PROXY: proxy, NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    });
    expect(found?.status).toBe('warn');
    expect(found?.detail).toContain('proxy.example:3128');
    expect(found?.detail).not.toContain('s3cr3t');
  });

  it.skipIf(process.platform === 'win32')('of the files finds what others can read', async () => {
    const folder = scratch('files');
    mkdirSync(join(folder, 'sub'));
    const file = join(folder, 'vedette.yaml');
    writeFileSync(file, '');
    chmodSync(file, 0o644);
    const { files } = await import('../../src/doctor/checks/files.ts');
    const change = { stateFolder: folder, configFile: file, warnings: ['a.yaml:7: the secret stands there'] };
    const found = await findings(files, change, { store: join(folder, 'none.db') });
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({ status: 'warn', advice: `Run: chmod go-rwx ${file}` });
  });

  it('of a command tells a missing token from a missing permission', () => {
    const error = new VedetteError('MDE_SIGN_IN', 'It was refused.');
    const permissions = [{ audience: 'graph', application: ['A.Read.All'], delegated: ['A.Read'] }] as const;
    const finding = allowed({ name: 'a list', permissions }, new Map([['graph', { error }]]));
    expect(finding).toMatchObject({ status: 'fail' });
    expect(finding.detail).toContain('It was refused.');
  });
});
