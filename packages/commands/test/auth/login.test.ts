import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { registerSecret, scratch, startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseProfile, readConfig } from '../../src/index.ts';
import { browse, refreshTokenOf, userOf } from '../../../sdk/test/credential/flow-table.ts';
import { profileAt, run, surface, type SurfaceOptions } from '../surface.ts';

let cloud: Cloud;

beforeAll(async () => {
  cloud = await startCloud({ incidents: 3, seed: 'login' });
  await cloud.admin('POST', '/_sim/device', { interval: 1 });
});
afterAll(() => cloud.stop());

interface Flow {
  readonly name: string;
  /** What is typed after `login --as contoso`. */
  words(): string[] | Promise<string[]>;
  options?(): SurfaceOptions | Promise<SurfaceOptions>;
  readonly user?: string;
}

const secretFolder = (): string => {
  const folder = join(scratch('given'), 'simulator');
  mkdirSync(folder);
  return folder;
};

const approve: SurfaceOptions['onShow'] = async (text) => {
  const userCode = /code (\S+)\./.exec(text)?.[1];
  if (userCode) await cloud.admin('POST', '/_sim/device', { userCode, username: userOf(cloud, 'analyst') });
};

const inBrowser: SurfaceOptions['onShow'] = async (text) => {
  const url = /https:\/\/\S+authorize\S+/.exec(text)?.[0];
  if (!url) return;
  const plain = url.replace(cloud.info.https.login, cloud.info.login);
  await fetch(await browse(plain, userOf(cloud, 'analyst')));
};

const FLOWS: readonly Flow[] = [
  {
    name: 'client-secret',
    words: () => [
      '--flow',
      'client-secret',
      '--client-id',
      cloud.info.clientId,
      '--secret-env',
      'SIM_SECRET',
    ],
  },
  {
    name: 'certificate',
    words: () => [
      '--flow',
      'certificate',
      '--client-id',
      cloud.info.clientId,
      '--certificate',
      cloud.info.certificateFile,
    ],
  },
  {
    name: 'certificate',
    words: () => {
      const pem = readFileSync(cloud.info.certificateFile, 'utf8');
      const key = join(secretFolder(), 'key.pem');
      writeFileSync(key, pem.slice(pem.indexOf('-----BEGIN PRIVATE KEY-----')));
      const { fingerprint256 } = new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE-----')));
      const words = ['--flow', 'certificate', '--client-id', cloud.info.clientId];
      return [...words, '--key', key, '--fingerprint', fingerprint256];
    },
  },
  {
    name: 'federated',
    words: async () => {
      const { token } = await cloud.admin<{ token: string }>('POST', '/_sim/federated', {});
      const file = join(secretFolder(), 'token');
      writeFileSync(file, token);
      return ['--flow', 'federated', '--client-id', cloud.info.clientId, '--token-file', file];
    },
  },
  {
    name: 'device-code',
    words: () => ['--flow', 'device-code', '--client-id', cloud.info.publicClientId],
    options: () => ({ onShow: approve }),
    user: 'analyst',
  },
  {
    name: 'authorization-code',
    words: () => ['--flow', 'authorization-code', '--client-id', cloud.info.publicClientId],
    options: () => ({ onShow: inBrowser }),
    user: 'analyst',
  },
  { name: 'managed-identity', words: () => ['--flow', 'managed-identity', '--endpoint', cloud.info.imds] },
  {
    name: 'managed-identity',
    words: () => [
      '--flow',
      'managed-identity',
      '--endpoint',
      cloud.info.imds,
      '--client-id',
      cloud.info.userAssignedClientId,
    ],
  },
  {
    name: 'broker',
    words: () => [
      '--flow',
      'broker',
      '--client-id',
      `${cloud.info.brokerId}@${cloud.info.https.broker}/obtain-token`,
      '--token-env',
      'SIM_TOKEN',
      '--secret-env',
      'SIM_KEY',
    ],
  },
  {
    name: 'refresh-token',
    words: () => [
      '--flow',
      'refresh-token',
      '--client-id',
      cloud.info.publicClientId,
      '--secret-file',
      'set below',
    ],
    options: async () => {
      const token = await refreshTokenOf(cloud);
      registerSecret(token);
      return { environment: { SIM_REFRESH: token } };
    },
    user: 'analyst',
  },
  { name: 'environment', words: () => ['--flow', 'environment'] },
];

function environment(): Record<string, string> {
  const { clientSecret, brokerToken, brokerKey, tenantId, clientId } = cloud.info;
  return {
    SIM_SECRET: clientSecret,
    SIM_TOKEN: brokerToken,
    SIM_KEY: brokerKey,
    AZURE_TENANT_ID: tenantId,
    AZURE_CLIENT_ID: clientId,
    AZURE_CLIENT_SECRET: clientSecret,
  };
}

describe.each(FLOWS)('login by $name', (flow) => {
  it('signs in, writes the profile, and the profile signs in again without a person', async () => {
    const options = await flow.options?.();
    const profile = profileAt(cloud, { auth: { flow: 'environment' } });
    const given = { ...environment(), ...options?.environment };
    const first = surface({ ...options, profile, environment: given });
    const words = (await flow.words()).flatMap((word) => (word === 'set below' ? [] : [word]));
    if (words.at(-1) === '--secret-file') words.splice(-1, 1, '--secret-env', 'SIM_REFRESH');
    const told = await run(first.context, 'auth.login', '--as', 'contoso', ...words);
    await first.context.close();
    expect(told).toMatchObject({ profile: 'contoso', flow: flow.name, tenant: cloud.info.tenantId });
    const user = flow.user && userOf(cloud, flow.user);
    expect(told['user']).toBe(user);
    const apis = told['apis'] as { api: string; granted: string[]; error?: string }[];
    expect(apis.some(({ granted }) => granted.length > 0)).toBe(true);
    expect(told['file']).toBe(join(first.folder, 'vedette.yaml'));

    const config = await readConfig({ file: String(told['file']), environment: given });
    expect(config.warnings).toEqual([]);
    const again = surface({
      profile: chooseProfile(config, 'contoso', {}),
      folder: first.folder,
      environment: given,
      alone: true,
    });
    expect(await run(again.context, 'auth.whoami')).toMatchObject({ flow: flow.name, user, apis });
    await again.context.close();
  });
});

describe('login with a person', () => {
  const base = (change = {}): SurfaceOptions => ({
    profile: profileAt(cloud, { auth: { flow: 'environment' } }),
    environment: environment(),
    ...change,
  });

  it('asks for what is missing and keeps a typed secret in a file of its own', async () => {
    const { clientId, clientSecret } = cloud.info;
    const answers = { 'client) id': clientId, 'client secret': clientSecret };
    // What is typed is written, to the file only its owner can read; the scan must not look there.
    const folder = secretFolder();
    const at = surface(base({ answers, folder }));
    await run(at.context, 'auth.login', '--flow', 'client-secret', '--as', 'typed');
    await at.context.close();
    const text = readFileSync(join(folder, 'vedette.yaml'), 'utf8');
    expect(text).toContain('secrets/typed.secret');
    expect(text).not.toContain(clientSecret);
    const config = await readConfig({ file: join(folder, 'vedette.yaml'), environment: {} });
    expect(config.profiles.get('typed')?.auth).toMatchObject({
      secret: { file: join(folder, 'secrets/typed.secret') },
    });
  });

  it('names the flag that is missing where nobody can answer', async () => {
    const at = surface(base({ alone: true }));
    await expect(run(at.context, 'auth.login', '--flow', 'client-secret')).rejects.toMatchObject({
      code: 'MDE_INPUT',
      facts: { argument: 'clientId' },
    });
    await expect(
      run(at.context, 'auth.login', '--flow', 'client-secret', '--client-id', 'x'),
    ).rejects.toMatchObject({ code: 'MDE_INPUT', facts: { argument: 'secretEnv' } });
    await at.context.close();
  });

  it('asks for the tenant when an application follows a person of any tenant', async () => {
    const profile = profileAt(cloud, { tenant: 'organizations', auth: { flow: 'device-code' } });
    const at = surface(base({ profile, alone: true }));
    const words = ['--flow', 'client-secret', '--client-id', 'x', '--secret-env', 'SIM_SECRET'];
    await expect(run(at.context, 'auth.login', ...words)).rejects.toMatchObject({
      facts: { argument: 'tenant' },
    });
    await at.context.close();
  });

  it('takes no host of one cloud into another', async () => {
    const at = surface(base());
    const words = [
      '--flow',
      'authorization-code',
      '--cloud',
      'gcc-high',
      '--client-id',
      cloud.info.publicClientId,
    ];
    const { url } = await run(at.context, 'auth.login-url', ...words);
    expect(String(url)).toMatch(/^https:\/\/login\.microsoftonline\.us\//);
    await at.context.close();
  });

  it('shows the consent link of the broker before anything is asked', async () => {
    const at = surface(base());
    await expect(run(at.context, 'auth.login', '--flow', 'broker')).rejects.toMatchObject({
      code: 'MDE_INPUT',
    });
    expect(at.shown[0]).toMatch(/https:\/\/\S+/);
    await at.context.close();
  });

  it('takes APP_ID@REFRESH_TOKEN as one text', async () => {
    const token = await refreshTokenOf(cloud);
    registerSecret(token);
    const at = surface(
      base({ answers: { 'Refresh token': `${cloud.info.publicClientId}@${token}` }, folder: secretFolder() }),
    );
    expect(await run(at.context, 'auth.login', '--flow', 'refresh-token')).toMatchObject({
      application: cloud.info.publicClientId,
    });
    await at.context.close();
  });

  it('writes nothing when the sign-in is declined', async () => {
    const at = surface(
      base({
        onShow: async (text: string) => {
          const userCode = /code (\S+)\./.exec(text)?.[1];
          await cloud.admin('POST', '/_sim/device', { userCode, decline: true });
        },
      }),
    );
    const words = ['--flow', 'device-code', '--client-id', cloud.info.publicClientId];
    await expect(run(at.context, 'auth.login', ...words)).rejects.toMatchObject({
      code: 'MDE_SIGN_IN_DECLINED',
    });
    expect(() => readFileSync(join(at.folder, 'vedette.yaml'))).toThrow('ENOENT');
    await at.context.close();
  });

  it('ends at once when it is stopped', async () => {
    const stop = new AbortController();
    const at = surface(base({ signal: stop.signal, onShow: () => stop.abort() }));
    const words = ['--flow', 'device-code', '--client-id', cloud.info.publicClientId];
    await expect(run(at.context, 'auth.login', ...words)).rejects.toMatchObject({ code: 'MDE_ABORTED' });
    await at.context.close();
  });

  it('leaves the profile in use as it was when only the sign-in is renewed', async () => {
    const at = surface(base({ profile: profileAt(cloud), environment: environment() }));
    expect((await run(at.context, 'auth.login'))['file']).toBeUndefined();
    await at.context.close();
  });
});

describe('APP_ID@REFRESH_TOKEN in a variable', () => {
  it('gives the application and the token, at login and afterwards', async () => {
    const token = await refreshTokenOf(cloud);
    registerSecret(token);
    const given = { SIM_REFRESH: `${cloud.info.publicClientId}@${token}` };
    const words = ['--flow', 'refresh-token', '--secret-env', 'SIM_REFRESH', '--as', 'refreshed'];
    const profile = profileAt(cloud, { auth: { flow: 'environment' } });
    const at = surface({ profile, environment: given, alone: true });
    expect(await run(at.context, 'auth.login', ...words)).toMatchObject({
      user: userOf(cloud, 'analyst'),
      application: cloud.info.publicClientId,
    });
    await at.context.close();
    expect(readFileSync(join(at.folder, 'vedette.yaml'), 'utf8')).not.toContain(token);
    const bare = surface({ profile, environment: { SIM_REFRESH: token }, alone: true });
    await expect(run(bare.context, 'auth.login', ...words)).rejects.toMatchObject({
      code: 'MDE_INPUT',
      facts: { argument: 'clientId' },
    });
  });
});

describe('a sign-in by a pasted code', () => {
  it('goes from login-url to login --code in another process', async () => {
    const profile = profileAt(cloud, { auth: { flow: 'environment' } });
    const one = surface({ profile, environment: environment() });
    const words = ['--flow', 'authorization-code', '--client-id', cloud.info.publicClientId];
    const told = await run(one.context, 'auth.login-url', '--as', 'pasted', ...words);
    await one.context.close();
    const url = String(told['url']);
    expect(url).toContain('code_challenge=');
    const ended = await browse(
      url.replace(cloud.info.https.login, cloud.info.login),
      userOf(cloud, 'analyst'),
    );

    const config = await readConfig({ file: String(told['file']), environment: {} });
    const other = surface({ profile: chooseProfile(config, 'pasted', {}), folder: one.folder, alone: true });
    const part = new URL(ended).search.slice(1) + '&session_state=x';
    await expect(run(other.context, 'auth.login', '--code', part)).rejects.toMatchObject({
      code: 'MDE_INPUT',
    });
    expect(await run(other.context, 'auth.login', '--code', ended)).toMatchObject({
      user: userOf(cloud, 'analyst'),
    });
    await other.context.close();
  });

  it('is refused by a flow that has no code', async () => {
    const at = surface({ profile: profileAt(cloud), environment: environment() });
    await expect(run(at.context, 'auth.login', '--code', 'x')).rejects.toMatchObject({ code: 'MDE_INPUT' });
    await expect(run(at.context, 'auth.login-url')).rejects.toMatchObject({ code: 'MDE_INPUT' });
    await at.context.close();
  });
});

describe('logout', () => {
  it('forgets the tokens, so that a person has to sign in again', async () => {
    const profile = profileAt(cloud, { auth: { flow: 'device-code', clientId: cloud.info.publicClientId } });
    const at = surface({ profile, onShow: approve });
    await run(at.context, 'auth.login');
    expect(await run(at.context, 'auth.logout')).toEqual({ forgotten: 'sim' });
    await expect(run(at.context, 'auth.whoami')).rejects.toMatchObject({ code: 'MDE_SIGN_IN_REQUIRED' });
    await at.context.close();
  });

  it('forgets everybody with --all, also without a profile and without the key', async () => {
    const folder = scratch('commands');
    const profile = profileAt(cloud);
    const secret = { SIM_SECRET: cloud.info.clientSecret };
    const at = surface({ profile, folder, environment: { ...secret, VEDETTE_KEY: 's3cr3t-first-key' } });
    await run(at.context, 'auth.whoami');
    await at.context.close();
    const lost = surface({ profile, folder, environment: { ...secret, VEDETTE_KEY: 's3cr3t-other-key' } });
    await expect(run(lost.context, 'auth.whoami')).rejects.toMatchObject({ code: 'MDE_KEY' });
    const nobody = surface({ folder, environment: { VEDETTE_KEY: 's3cr3t-other-key' } });
    expect(await run(nobody.context, 'auth.logout', '--all')).toEqual({ forgotten: 'every profile' });
    expect(await run(lost.context, 'auth.whoami')).toMatchObject({ profile: 'sim' });
    for (const { context } of [lost, nobody]) await context.close();
  });
});
