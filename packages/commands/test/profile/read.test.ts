import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseProfile, configFiles, readConfig, stateFolder } from '@vedette/commands';
import { parseConfig } from '../../src/profile/document.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-config-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const TENANT = '11111111-2222-3333-4444-555555555555';

async function written(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

interface Refused {
  code: string;
  message: string;
  advice: string;
  facts: Record<string, unknown>;
}

function mistakeIn(text: string): Refused {
  try {
    parseConfig(text, 'vedette.yaml');
  } catch (error) {
    return error as Refused;
  }
  throw new Error('it was accepted');
}

describe('vedette.yaml', () => {
  it('gives profiles with their defaults and with paths beside the file', async () => {
    const file = await written(
      'good.yaml',
      `default: contoso
profiles:
  contoso:
    tenant: ${TENANT}
    auth:
      flow: certificate
      clientId: abc
      certificate: certs/app.pem
      password: { env: CERT_PASSWORD }
`,
    );
    const config = await readConfig({ file, environment: { VEDETTE_HOME: '/state' } });
    const profile = chooseProfile(config, undefined, {});
    expect(profile).toMatchObject({
      name: 'contoso',
      cloud: 'worldwide',
      tenant: TENANT,
      auth: {
        flow: 'certificate',
        certificate: join(folder, 'certs/app.pem'),
        password: { env: 'CERT_PASSWORD' },
      },
    });
    expect(profile.store).toMatch(/^[/\\]state[/\\]mirror[/\\]contoso-[0-9a-f]{8}\.db$/);
    expect(config.warnings).toEqual([]);
  });

  it('remarks on a secret that stands in the file itself, with its line and without the secret', async () => {
    const file = await written(
      'plain.yaml',
      `profiles:
  contoso:
    tenant: ${TENANT}
    auth:
      flow: client-secret
      clientId: abc
      secret: s3cr3t-in-the-file
`,
    );
    const { warnings } = await readConfig({ file, environment: {} });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('plain.yaml:7:');
    expect(warnings[0]).not.toContain('s3cr3t');
  });

  it.each([
    [
      'an unknown key',
      'profiles:\n  a:\n    tennant: x\n    auth: { flow: device-code }\n',
      3,
      5,
      'did you mean "tenant"?',
    ],
    [
      'an unknown key of a flow',
      `profiles:\n  a:\n    tenant: ${TENANT}\n    auth:\n      flow: client-secret\n      clientId: a\n      secert: b\n`,
      7,
      7,
      'did you mean "secret"?',
    ],
    [
      'an unknown flow',
      'profiles:\n  a:\n    auth:\n      flow: device_code\n',
      4,
      7,
      'did you mean "device-code"?',
    ],
    [
      'a missing flow',
      'profiles:\n  a:\n    auth:\n      clientId: x\n',
      3,
      5,
      'profiles.a.auth.flow: is missing',
    ],
    [
      'a wrong type',
      'profiles:\n  a:\n    timeout: soon\n    auth: { flow: device-code }\n',
      3,
      5,
      'timeout',
    ],
    [
      'a default that is not there',
      'default: b\nprofiles:\n  a:\n    auth: { flow: device-code }\n',
      1,
      1,
      'there is no profile "b"',
    ],
    [
      'an application without a tenant',
      'profiles:\n  a:\n    auth: { flow: client-secret, clientId: x, secret: { env: X } }\n',
      2,
      3,
      'needs the id or domain of one tenant',
    ],
    [
      'a cloud that does not exist',
      'profiles:\n  a:\n    cloud: worldwid\n    auth: { flow: device-code }\n',
      3,
      5,
      'worldwid',
    ],
    ['broken YAML', 'profiles:\n  a: [\n', 3, 1, ''],
    ['a key given twice', 'default: a\ndefault: b\n', 2, 1, ''],
    ['no profile of the name', 'default: a\n', 1, 1, 'default: there is no'],
    ['a list at the top', '- a\n', 1, 1, 'the file'],
  ])('names the line of %s', (_, text, line, column, part) => {
    const { code, message, facts } = mistakeIn(text);
    expect(code).toBe('MDE_CONFIG');
    expect(facts).toMatchObject({ file: 'vedette.yaml', line, column });
    expect(message).toContain(`vedette.yaml:${line}:${column}: `);
    expect(message).toContain(part);
  });

  it('counts further mistakes and lists what is valid in that place', () => {
    const { message, advice } = mistakeIn(
      'profiles:\n  a:\n    rout: graph\n    clod: us\n    auth: { flow: device-code }\n',
    );
    expect(message).toContain('(and 1 more)');
    expect(advice).toContain('route');
  });

  it('refuses aliases that multiply', () => {
    const bomb = [
      'a: &a [1,1,1,1,1,1,1,1,1]',
      ...'bcdefgh'
        .split('')
        .map((key, i) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`),
    ].join('\n');
    expect(mistakeIn(bomb).code).toBe('MDE_CONFIG');
  });
});

describe('where vedette.yaml is looked for', () => {
  const home = '/home/anna';
  it.each([
    ['linux', {}, '/home/anna/.config/vedette/vedette.yaml', '/home/anna/.local/state/vedette'],
    ['linux', { XDG_CONFIG_HOME: '/x', XDG_STATE_HOME: '/s' }, '/x/vedette/vedette.yaml', '/s/vedette'],
    ['linux', { VEDETTE_HOME: '/v' }, '/v/vedette.yaml', '/v'],
    ['win32', { APPDATA: '/r', LOCALAPPDATA: '/l' }, '/r/vedette/vedette.yaml', '/l/vedette'],
  ] as const)('%s %j', (platform, environment, config, state) => {
    const place = { environment, platform, home, cwd: '/project' };
    const slashes = (path: string): string => path.replaceAll('\\', '/');
    expect(configFiles(place).candidates.map(slashes)).toEqual(['/project/vedette.yaml', config]);
    expect(slashes(stateFolder(place))).toBe(state);
  });

  it('takes the working folder before the own one, and a named file before both', async () => {
    const cwd = join(folder, 'cwd');
    const home = join(folder, 'home');
    await mkdir(cwd);
    await mkdir(join(home, '.config', 'vedette'), { recursive: true });
    const text = (name: string): string => `profiles:\n  ${name}:\n    auth: { flow: device-code }\n`;
    await writeFile(join(home, '.config', 'vedette', 'vedette.yaml'), text('own'));
    const where = { cwd, home, platform: 'linux' as const };
    const names = async (options: object): Promise<string[]> => [
      ...(await readConfig({ ...where, environment: {}, ...options })).profiles.keys(),
    ];
    expect(await names({})).toEqual(['own']);
    await writeFile(join(cwd, 'vedette.yaml'), text('here'));
    expect(await names({})).toEqual(['here']);
    const named = await written('named.yaml', text('named'));
    expect(await names({ environment: { VEDETTE_CONFIG: named } })).toEqual(['named']);
    expect(await names({ file: named, environment: { VEDETTE_CONFIG: '/nowhere' } })).toEqual(['named']);
  });

  it('says so when a named file is not there', async () => {
    await expect(readConfig({ file: join(folder, 'absent.yaml'), environment: {} })).rejects.toMatchObject({
      code: 'MDE_CONFIG',
      message: expect.stringContaining('ENOENT') as string,
    });
  });

  it('makes a profile of the AZURE variables when there is no file', async () => {
    const environment = {
      AZURE_TENANT_ID: TENANT,
      AZURE_CLIENT_ID: 'abc',
      AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.us/',
    };
    const config = await readConfig({ cwd: '/nowhere', home: '/nowhere', environment });
    expect(chooseProfile(config, undefined, environment)).toMatchObject({
      name: 'environment',
      cloud: 'gcc-high',
      tenant: TENANT,
      auth: { flow: 'environment' },
    });
  });
});

describe('which profile is used', () => {
  const text =
    'profiles:\n  alpha:\n    auth: { flow: device-code }\n  beta:\n    auth: { flow: device-code }\n';

  it('is the named one, else the one of VEDETTE_PROFILE, and never a guess', async () => {
    const config = await readConfig({ file: await written('two.yaml', text), environment: {} });
    expect(chooseProfile(config, 'beta', {}).name).toBe('beta');
    expect(chooseProfile(config, undefined, { VEDETTE_PROFILE: 'alpha' }).name).toBe('alpha');
    expect(() => chooseProfile(config, undefined, {})).toThrow('several profiles');
    expect(() => chooseProfile(config, 'alhpa', {})).toThrow('did you mean "alpha"?');
  });

  it('tells to sign in when the file is empty', async () => {
    const config = await readConfig({
      file: await written('empty.yaml', '# nothing yet\n'),
      environment: {},
    });
    expect(() => chooseProfile(config, undefined, {})).toThrow(
      expect.objectContaining({ code: 'MDE_SIGN_IN_REQUIRED' }) as Error,
    );
  });

  it('tells to sign in when there is none', async () => {
    const config = await readConfig({ cwd: '/nowhere', home: '/nowhere', environment: {} });
    expect(() => chooseProfile(config, undefined, {})).toThrow(
      expect.objectContaining({
        code: 'MDE_SIGN_IN_REQUIRED',
        advice: expect.stringContaining('vedette login') as string,
      }),
    );
  });

  it('gives every cloud and tenant a mirror of its own', async () => {
    const other = `profiles:\n  alpha:\n    tenant: contoso.com\n    auth: { flow: device-code }\n`;
    const stores = await Promise.all(
      [text, other].map(
        async (source, i) =>
          (await readConfig({ file: await written(`store${i}.yaml`, source), environment: {} })).profiles.get(
            'alpha',
          )?.store,
      ),
    );
    expect(stores[0]).not.toBe(stores[1]);
  });
});
