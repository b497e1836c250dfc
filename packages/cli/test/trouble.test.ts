import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratch } from '@vedette/testkit';
import { BINARY, cleanEnvironment, ended, ensureBuilt, vedette } from './binary.ts';
import { startTenant } from './tenant.ts';
import type { Tenant } from './tenant.ts';

let tenant: Tenant;

beforeAll(async () => {
  await ensureBuilt();
  tenant = await startTenant({ incidents: 300, seed: 'trouble' });
}, 60_000);
afterAll(() => tenant[Symbol.asyncDispose]());

/** The configuration of the tenant with something changed, in a home of its own. */
function changed(change: (text: string) => string): { home: string; config: string } {
  const home = scratch('home');
  const config = join(home, 'vedette.yaml');
  writeFileSync(config, change(readFileSync(tenant.config, 'utf8')), { mode: 0o600 });
  return { home, config };
}

const one = ['incident', 'list', '--limit', '1'];

describe('a wrong configuration', () => {
  it.each([
    ['flow: client-secret', 'flow: client-sekret', /vedette\.yaml:\d+/],
    ['ca: ', 'cas: ', /vedette\.yaml:\d+.*cas/s],
    ['default: client-secret', 'default: [', /vedette\.yaml:\d+/],
  ])('with %s as %s is refused with its line', async (right, wrong, sentence) => {
    const { home } = changed((text) => text.replace(right, wrong));
    const { code, stderr, stdout } = await vedette(one, home);
    expect(stderr).toMatch(sentence);
    expect(stderr).toContain('MDE_CONFIG');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('that is not there, and a profile that is not in it, are named', async () => {
    const missing = await vedette([...one, '--config', 'nowhere.yaml']);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('nowhere.yaml');
    const profile = await tenant.run([...one, '--profile', 'client-secrt']);
    expect(profile.code).toBe(2);
    expect(profile.stderr).toContain('client-secret');
  });

  it('is none at all: the next step is to log in', async () => {
    const { code, stderr } = await vedette(one);
    expect(code).toBe(3);
    expect(stderr).toMatch(/vedette login/);
  });
});

describe('a sign-in that fails', () => {
  it('because the tenant is not known', async () => {
    const { code, stderr } = await tenant.run([...one, '--tenant', 'no-such-tenant.example']);
    expect(stderr).toContain('AADSTS90002');
    expect(code).toBe(3);
  });

  it('because the secret has expired', async () => {
    await using other = await startTenant();
    const { clientId } = other.cloud.info;
    await other.cloud.admin('POST', '/_sim/apps', { appId: clientId, secretsExpire: '2020-01-01T00:00:00Z' });
    const { code, stderr } = await other.run(one);
    expect(stderr).toContain('AADSTS7000222');
    expect(code).toBe(3);
  });

  it('because the password of the certificate is wrong', async () => {
    const pfx = join(scratch('pfx'), 'client.pem');
    const { generateKeyPairSync } = await import('node:crypto');
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'right' },
    });
    const [certificate] = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/.exec(
      readFileSync(tenant.cloud.info.certificateFile, 'utf8'),
    ) ?? [''];
    writeFileSync(pfx, `${certificate}\n${privateKey}`);
    const { home } = changed((text) =>
      text.replace(
        /certificate: "[^"]*"/,
        `certificate: ${JSON.stringify(pfx)}\n      password: { env: PFX_PASSWORD }`,
      ),
    );
    const { code, stderr } = await vedette([...one, '--profile', 'certificate'], home, {
      env: { PFX_PASSWORD: 's3cr3t-wrong-password' },
    });
    expect(stderr).toContain('MDE_CREDENTIAL');
    expect(stderr).toMatch(/password/i);
    expect(stderr).not.toContain('s3cr3t');
    expect(code).toBe(3);
  });
});

describe('the way there', () => {
  it('is closed', async () => {
    const { home } = changed((text) => text.replace(/graph: "[^"]*"/, 'graph: "https://127.0.0.1:9"'));
    const { code, stderr } = await vedette([...one, '--timeout', '20s'], home);
    expect(stderr).toMatch(/MDE_NETWORK/);
    expect(stderr).toMatch(/refused/);
    expect(code).toBe(8);
  });

  it('leads through something that answers with a page', async () => {
    const portal = createServer((_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<html><title>Please log in to the Wi-Fi</title></html>'),
    );
    await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
    const { port } = portal.address() as AddressInfo;
    const { home } = changed((text) => text.replace(/graph: "[^"]*"/, `graph: "http://127.0.0.1:${port}"`));
    const { code, stderr } = await vedette(one, home);
    portal.close();
    expect(stderr).toContain('MDE_RESPONSE');
    expect(stderr).toMatch(/proxy|portal/);
    expect(code).toBe(8);
  });

  it('takes longer than allowed', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const { home } = changed((text) => text.replace(/graph: "[^"]*"/, `graph: "http://127.0.0.1:${port}"`));
    const { code, stderr } = await vedette([...one, '--timeout', '1s'], home);
    silent.closeAllConnections();
    silent.close();
    expect(stderr).toContain('MDE_TIMEOUT');
    expect(code).toBe(8);
  });
});

describe('the store', () => {
  const fetchInto = (store: string): { home: string } => {
    const { home } = changed((text) => text.replace(/store: "[^"]*"/, `store: ${JSON.stringify(store)}`));
    return { home };
  };

  it('of a newer version is left alone', async () => {
    const store = join(scratch('store'), 'mirror.sqlite');
    const { home } = fetchInto(store);
    expect((await vedette(['mirror', 'fetch', '--quiet'], home)).code).toBe(0);
    const database = new DatabaseSync(store);
    database.exec('PRAGMA user_version = 9999');
    database.close();
    const { code, stderr } = await vedette(['mirror', 'fetch'], home);
    expect(stderr).toContain('MDE_STORE_VERSION');
    expect(code).toBe(9);
  });

  it.skipIf(process.platform !== 'linux')(
    'on a full disk says so (skipped: only Linux has /dev/full)',
    async () => {
      const { home } = fetchInto('/dev/full/mirror.sqlite');
      const { code, stderr } = await vedette(['mirror', 'fetch'], home);
      expect(stderr).toMatch(/MDE_(?:STORE|DISK_FULL)/);
      expect(code).toBe(9);
    },
  );

  it('is written by one process at a time', async () => {
    const store = join(scratch('store'), 'mirror.sqlite');
    const { home } = fetchInto(store);
    const runs = await Promise.all([
      vedette(['mirror', 'fetch', '--json'], home),
      vedette(['mirror', 'fetch', '--json'], home),
    ]);
    expect(runs.map(({ code }) => code).toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual([0, 9]);
    expect(runs.find(({ code }) => code === 9)?.stderr).toContain('MDE_STORE_BUSY');
    const { stdout } = await vedette(['mirror', 'status', '--json'], home);
    expect(JSON.parse(stdout)).toMatchObject({ incidents: 300 });
  });
});

describe('being stopped', () => {
  it('by a reader that has seen enough is no failure', async () => {
    const child = tenant.start(['incident', 'list', '--limit', '300', '--ndjson']);
    let seen = 0;
    child.stdout?.on('data', () => {
      seen += 1;
      child.stdout?.destroy();
    });
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(seen).toBeGreaterThan(0);
  });
});

describe('standard output', () => {
  it.skipIf(process.platform !== 'linux')(
    'on a full disk is a failure that is told (skipped: only Linux has /dev/full)',
    async () => {
      const full = openSync('/dev/full', 'w');
      const child = spawn(process.execPath, [BINARY, ...one, '--json'], {
        env: cleanEnvironment(tenant.home),
        cwd: tenant.home,
        stdio: ['ignore', full, 'pipe'],
      });
      const { code, stderr } = await ended(child);
      closeSync(full);
      expect(stderr).toContain('MDE_DISK_FULL');
      expect(code).toBe(9);
    },
  );
});
