import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { registerSecret, scratch, startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCredential } from '../../src/index.ts';
import type { CredentialSpec, IdentityHttp, SignIn } from '../../src/index.ts';
import { contextOf, http, pemOf } from './flow-table.ts';

const PASSWORD = 's3cr3t-pfx-Pässword';
registerSecret(PASSWORD);

let cloud: Cloud;
let folder: string;

beforeAll(async () => {
  cloud = await startCloud();
  // The scan for leaked secrets leaves out what lies in folders of this name: keys may stand there.
  folder = join(scratch('certificate'), 'simulator');
  mkdirSync(folder);
});

afterAll(async () => cloud.stop());

type Spec = Partial<Extract<CredentialSpec, { flow: 'certificate' }>>;

function open(spec: Spec, by: IdentityHttp = http): SignIn {
  const { clientId } = cloud.info;
  return createCredential({ flow: 'certificate', clientId, ...spec }, contextOf(cloud, { http: by }));
}

/** Keeps the assertions that are sent. */
function recording(): { assertions: Record<string, unknown>[]; by: IdentityHttp } {
  const assertions: Record<string, unknown>[] = [];
  return {
    assertions,
    by: async (request) => {
      const assertion = new URLSearchParams(request.body ?? '').get('client_assertion') ?? '';
      const [head = '', body = ''] = assertion.split('.');
      const read = (part: string): object => JSON.parse(Buffer.from(part, 'base64url').toString()) as object;
      assertions.push({ ...read(head), ...read(body) });
      return http(request);
    },
  };
}

function fileOf(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}

function parts(): { key: string; certificate: string } {
  const pem = pemOf(cloud);
  const of = (label: string): string =>
    new RegExp(`-----BEGIN ${label}-----[^]*?-----END ${label}-----`).exec(pem)?.[0] ?? '';
  return { key: of('PRIVATE KEY'), certificate: of('CERTIFICATE') };
}

const password = async (): Promise<string> => PASSWORD;

function openssl(...args: readonly string[]): boolean {
  try {
    execFileSync('openssl', args, { stdio: 'pipe', env: { ...process.env, PFX_PASSWORD: PASSWORD } });
    return true;
  } catch {
    return false;
  }
}
const present = openssl('version');
const legacy = present && openssl('list', '-provider', 'legacy', '-cipher-algorithms');

function pfx(name: string, ...options: readonly string[]): string {
  const path = join(folder, name);
  const input = fileOf('both.pem', pemOf(cloud));
  const made = openssl(
    'pkcs12',
    '-export',
    '-in',
    input,
    '-out',
    path,
    '-passout',
    'env:PFX_PASSWORD',
    ...options,
  );
  expect(made).toBe(true);
  return path;
}

describe('a certificate', () => {
  it('signs with PS256 and names itself by its SHA-256 digest', async () => {
    const { assertions, by } = recording();
    await open({ certificate: cloud.info.certificateFile }, by).token('graph');
    const der = new X509Certificate(parts().certificate).raw;
    const { clientId, login, tenantId } = cloud.info;
    expect(assertions[0]).toMatchObject({
      alg: 'PS256',
      typ: 'JWT',
      'x5t#S256': createHash('sha256').update(der).digest('base64url'),
      aud: `${login}/${tenantId}/oauth2/v2.0/token`,
      iss: clientId,
      sub: clientId,
    });
    expect(Number(assertions[0]?.['exp']) - Number(assertions[0]?.['nbf'])).toBe(600);
    expect(assertions[0]).not.toHaveProperty('x5c');
  });

  it('signs with RS256 and SHA-1 where that is wanted, and sends its chain where that is', async () => {
    const { assertions, by } = recording();
    const spec = { certificate: cloud.info.certificateFile, thumbprint: 'sha1', sendChain: true } as const;
    await open(spec, by).token('graph');
    const der = new X509Certificate(parts().certificate).raw;
    expect(assertions[0]).toMatchObject({
      alg: 'RS256',
      x5t: createHash('sha1').update(der).digest('base64url'),
      x5c: [der.toString('base64')],
    });
  });

  it('signs anew for every request', async () => {
    const { assertions, by } = recording();
    const credential = open({ certificate: cloud.info.certificateFile }, by);
    await credential.token('graph');
    await credential.token('endpoint');
    await credential.token('graph', { force: true });
    expect(new Set(assertions.map(({ jti }) => jti)).size).toBe(3);
  });

  it('may stand apart from its key, as files or as text that lost its line breaks', async () => {
    const { key, certificate } = parts();
    const oneLine = (text: string): string => text.replace(/\r?\n/g, ' ');
    const escaped = (text: string): string => text.replace(/\r?\n/g, String.raw`\n`);
    const specs: Spec[] = [
      { certificate: fileOf('only.crt', certificate), key: fileOf('only.key', key) },
      { certificate, key },
      { certificate: oneLine(certificate), key: oneLine(key) },
      { certificate: escaped(certificate), key: escaped(key) },
      { certificate: fileOf('oneline.pem', oneLine(`${key}\n${certificate}`)) },
      { key: oneLine(key), fingerprint: new X509Certificate(certificate).fingerprint, thumbprint: 'sha1' },
    ];
    for (const spec of specs) await expect(open(spec).token('graph')).resolves.toBeDefined();
  });

  it('names the file and the reason when it cannot be used', async () => {
    const { key, certificate } = parts();
    const other = execFileSync(process.execPath, [
      '-e',
      `process.stdout.write(require('crypto').generateKeyPairSync('rsa',{modulusLength:2048,privateKeyEncoding:{type:'pkcs8',format:'pem'},publicKeyEncoding:{type:'spki',format:'pem'}}).privateKey)`,
    ]).toString();
    const cases: [Spec, RegExp][] = [
      [{ certificate: join(folder, 'absent.pem') }, /absent\.pem cannot be read/],
      [{ certificate: fileOf('noise.pfx', 'noise') }, /noise\.pfx is neither PEM nor PFX/],
      [{ certificate: fileOf('keyonly.pem', key) }, /keyonly\.pem holds no certificate/],
      [{ certificate: fileOf('certonly.pem', certificate) }, /no private key in .*certonly\.pem/],
      [{ certificate, key: other }, /does not belong to the certificate/],
      [{ certificate: '-----BEGIN CERTIFICATE----- AAAA -----END CERTIFICATE-----' }, /damaged/],
      [{}, /no certificate to sign in with/],
    ];
    for (const [spec, message] of cases) {
      await expect(open(spec).token('graph')).rejects.toMatchObject({
        code: 'MDE_CREDENTIAL',
        message: expect.stringMatching(message) as string,
      });
    }
  });

  it('that the sign-in library cannot sign with keeps the reason, and shows no key', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    registerSecret(key);
    const error = await open({ key: fileOf('ec.pem', key), fingerprint: 'AB'.repeat(32) })
      .token('graph')
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'MDE_CREDENTIAL', cause: expect.any(Error) as Error });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(key.split('\n')[1]);
  });

  it('that Entra does not know is explained, with the link to its registration', async () => {
    const { key } = parts();
    const unknown = open({ key, fingerprint: 'ab'.repeat(32) }).token('graph');
    await expect(unknown).rejects.toMatchObject({
      code: 'MDE_CREDENTIAL',
      serviceCode: 'AADSTS700027',
      link: expect.stringContaining(cloud.info.clientId) as string,
    });
  });
});

describe.skipIf(!present)('a PFX file (skipped: there is no openssl to make one with)', () => {
  const forms: [string, readonly string[]][] = [
    ['AES-256', []],
    ['AES-128 with SHA-512', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512']],
    ['triple DES', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    ['no encryption', ['-keypbe', 'NONE', '-certpbe', 'NONE']],
    ['no MAC', ['-nomac']],
  ];

  it.each(forms)('is read with %s', async (name, options) => {
    const certificate = pfx(`${name.replaceAll(' ', '-')}.pfx`, ...options);
    await expect(open({ certificate, password }).token('graph')).resolves.toBeDefined();
  });

  it.skipIf(!legacy)(
    'is read with RC2, as older exporters wrote it (skipped: no legacy provider)',
    async () => {
      const certificate = pfx('legacy.pfx', '-legacy');
      await expect(open({ certificate, password }).token('graph')).resolves.toBeDefined();
    },
  );

  it('with another password says that it is the password, and says the password nowhere', async () => {
    const wrong = 's3cr3t-wrong-password';
    for (const options of [
      [],
      ['-nomac'],
      ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-nomac'],
    ]) {
      const certificate = pfx('wrong.pfx', ...options);
      const error: unknown = await open({ certificate, password: async () => wrong })
        .token('graph')
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        code: 'MDE_CREDENTIAL',
        message: `The password of ${certificate} is wrong.`,
      });
      expect(JSON.stringify(error) + String(error)).not.toContain(wrong);
      await expect(open({ certificate }).token('graph')).rejects.toMatchObject({
        message: expect.stringContaining('none was given') as string,
      });
    }
  });

  it('and an encrypted PEM alike are opened with the password', async () => {
    const input = fileOf('plain.key', parts().key);
    const path = join(folder, 'encrypted.key');
    openssl('pkcs8', '-topk8', '-in', input, '-out', path, '-passout', 'env:PFX_PASSWORD');
    const spec = { certificate: parts().certificate, key: path };
    await expect(open({ ...spec, password }).token('graph')).resolves.toBeDefined();
    const oneLine = readFileSync(path, 'utf8').replace(/\n/g, ' ');
    await expect(open({ ...spec, key: oneLine, password }).token('graph')).resolves.toBeDefined();
    const wrong = open({ ...spec, password: async () => 's3cr3t-not-it' }).token('graph');
    await expect(wrong).rejects.toMatchObject({ message: `The password of ${path} is wrong.` });
    await expect(open(spec).token('graph')).rejects.toMatchObject({ code: 'MDE_CREDENTIAL' });
  });
});
