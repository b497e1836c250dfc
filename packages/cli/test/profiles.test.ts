import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratch } from '@vedette/testkit';
import { ended, ensureBuilt, startVedette, vedette } from './binary.ts';
import { startTenant } from './tenant.ts';
import type { Tenant } from './tenant.ts';

let tenant: Tenant;

beforeAll(async () => {
  await ensureBuilt();
  tenant = await startTenant({ incidents: 3, seed: 'profiles' });
}, 60_000);
afterAll(() => tenant[Symbol.asyncDispose]());

/** A home with the profiles of the tenant, the text changed. */
function homeWith(change: (text: string) => string): string {
  const home = scratch('home');
  writeFileSync(join(home, 'vedette.yaml'), change(readFileSync(tenant.config, 'utf8')), { mode: 0o600 });
  return home;
}

const untouched = (text: string): string => text;

describe('login --profile with a name that is not in the file', () => {
  it('makes that profile from the one in use and what is given, and leaves the others alone', async () => {
    const home = homeWith(untouched);
    const words = ['login', '--profile', 'contoso', '--flow', 'managed-identity'];
    const { imds } = tenant.cloud.info;
    const { code, stdout, stderr } = await vedette([...words, '--endpoint', imds, '--json'], home);
    expect(stderr).toContain('There is no profile contoso yet');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ profile: 'contoso', flow: 'managed-identity' });
    const after = readFileSync(join(home, 'vedette.yaml'), 'utf8');
    for (const line of readFileSync(tenant.config, 'utf8').split('\n')) expect(after).toContain(line.trim());
    const who = await vedette(['whoami', '--profile', 'contoso', '--json'], home);
    expect(JSON.parse(who.stdout)).toMatchObject({ profile: 'contoso', flow: 'managed-identity' });
    // What no name was given for is the profile that was in use before.
    expect(JSON.parse((await vedette(['whoami', '--json'], home)).stdout)).toMatchObject({
      profile: 'client-secret',
    });
  });

  it('says which one may have been meant, and makes nothing when the sign-in fails', async () => {
    const home = homeWith(untouched);
    const before = readFileSync(join(home, 'vedette.yaml'), 'utf8');
    const words = ['login', '--profile', 'client-secrt', '--tenant', 'no-such-tenant.example'];
    const { code, stderr } = await vedette(words, home);
    expect(stderr).toContain('Did you mean client-secret?');
    expect(stderr).toContain('AADSTS90002');
    expect(code).toBe(3);
    expect(readFileSync(join(home, 'vedette.yaml'), 'utf8')).toBe(before);
  });

  it('refuses a name that no profile can have, and other commands refuse any that is not there', async () => {
    const bad = await vedette(['login', '--profile', '../other'], homeWith(untouched));
    expect(bad).toMatchObject({ code: 2, stdout: '' });
    expect(bad.stderr).toContain('../other');
    for (const words of [['whoami'], ['doctor'], ['logout'], ['mirror', 'status']]) {
      const { code, stderr } = await vedette([...words, '--profile', 'client-secrt'], homeWith(untouched));
      expect(stderr).toContain('did you mean "client-secret"?');
      expect(code).toBe(2);
    }
  });

  it('takes a tenant given before the word, too', async () => {
    const words = ['--tenant', 'no-such-tenant.example', 'login', '--profile', 'client-secret'];
    const { code, stderr } = await vedette(words, homeWith(untouched));
    expect(stderr).toContain('AADSTS90002');
    expect(code).toBe(3);
  });
});

describe('whoami', () => {
  it('lists permissions in lines that can be read, and gives programs all as it is', async () => {
    for (const [columns, most] of [
      [undefined, 120],
      ['80', 80],
    ] as const) {
      const { stdout } = await tenant.run(['whoami'], { env: { VEDETTE_COLUMNS: columns } });
      expect(stdout).toContain('SecurityIncident.ReadWrite.All');
      expect(stdout).toContain('Machine.StopAndQuarantine');
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(most);
    }
    const { apis } = JSON.parse((await tenant.run(['whoami', '--json'])).stdout) as {
      apis: { api: string; granted: string[] }[];
    };
    expect(apis.find(({ api }) => api === 'endpoint')?.granted).toContain('Machine.Isolate');
  });
});

describe('advice', () => {
  it('names the profile that was named, so that it can be typed as it stands', async () => {
    const home = homeWith(untouched);
    const list = ['incident', 'list', '--profile', 'device-code'];
    expect((await vedette(list, home)).stderr).toContain('Run: vedette login --profile device-code');
    const { error } = JSON.parse((await vedette([...list, '--json'], home)).stderr) as {
      error: { advice: string };
    };
    expect(error.advice).toBe('Run: vedette login --profile device-code');
    const local = await vedette([...list, '--local'], home);
    expect(local.stderr).toContain('Run: vedette mirror fetch --profile device-code');
  });
});

describe('the code of a sign-in', () => {
  it.each([[['--quiet']], [['--quiet', '--json']]])(
    'is shown on standard error without a terminal and under %j',
    async (more) => {
      const child = startVedette(['login', '--profile', 'device-code', ...more], homeWith(untouched));
      const end = ended(child);
      let seen = '';
      child.stderr?.on('data', (data: Buffer) => {
        seen += data.toString();
        if (seen.includes('\n')) child.kill('SIGINT');
      });
      const { code, stdout, stderr } = await end;
      expect(code).toBe(130);
      expect(stdout).toBe('');
      const [first = ''] = stderr.split('\n');
      const text = more.includes('--json') ? (JSON.parse(first) as { note: string }).note : first;
      expect(text).toMatch(/^Open https:\/\/\S+ and type the code [A-Z0-9]{9}\./);
    },
  );
});

describe('remarks about the configuration', () => {
  const byValue = (text: string): string =>
    text.replace(/secret:\n\s+file: .*/, `secret: "${tenant.cloud.info.clientSecret}"`);
  const homes: string[] = [];
  const homeByValue = (): string => {
    const home = homeWith(byValue);
    homes.push(home);
    return home;
  };
  // A secret that the person wrote into his own file is no leak; everything else in these homes stays to be searched.
  afterAll(() => homes.forEach((home) => rmSync(join(home, 'vedette.yaml'))));

  it('reach the person once, and never standard output', async () => {
    const home = homeByValue();
    const { code, stderr, stdout } = await vedette(['incident', 'list', '--limit', '1', '--json'], home);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toHaveLength(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(stderr)).toEqual({
      note: expect.stringMatching(
        /vedette\.yaml:\d+: the secret of profile client-secret stands in the file/,
      ),
    });
    expect(stderr).not.toContain(tenant.cloud.info.clientSecret);
  });

  it('are not made under --quiet', async () => {
    const home = homeByValue();
    const list = ['alert', 'list', '--limit', '1', '--json'];
    expect((await vedette([...list, '--quiet'], home)).stderr).toBe('');
  });
});
