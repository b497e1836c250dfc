import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { scratch } from '@vedette/testkit';
import { BINARY, cleanEnvironment, ended, ensureBuilt } from './binary.ts';
import { signInAt } from './browser.ts';
import { startTenant } from './tenant.ts';
import type { Tenant } from './tenant.ts';

let tenant: Tenant;
let username: string;

beforeAll(async () => {
  await ensureBuilt();
  tenant = await startTenant({ incidents: 3, seed: 'browser' });
  username = tenant.cloud.info.users[0]?.username ?? '';
}, 60_000);
afterAll(() => tenant[Symbol.asyncDispose]());

/** The `script` of util-linux runs a command on a terminal of its own. */
const hasTerminal =
  process.platform === 'linux' && /util-linux/.test(String(spawnSync('script', ['--version']).stdout));

const profile = ['--profile', 'authorization-code'];

/** Resolves with the address to sign in at, as soon as the binary shows it. */
function urlShownBy(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let seen = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      seen += text;
      const url = /https:\/\/[^\s"\\]+(?=[\s"\\])/.exec(seen)?.[0];
      if (url !== undefined) resolve(url);
    });
  });
}

describe('login in a browser', () => {
  it.each([[[]], [['--quiet']], [['--json', '--quiet']]])(
    'shows the address on standard error, waits, and is signed in: %j',
    async (more) => {
      const child = tenant.start(['login', ...profile, ...more]);
      const end = ended(child);
      const address = await signInAt(await urlShownBy(child), tenant.cloud, username);
      expect(address).toMatch(/^http:\/\/(localhost|127\.0\.0\.1):\d+/);
      const page = await fetch(address);
      expect(page.status).toBe(200);
      const { code, stdout, stderr } = await end;
      expect({ code, stderr: stderr.includes('Error') }).toEqual({ code: 0, stderr: false });
      expect(stdout).not.toContain('code_challenge');
      if (more.includes('--json')) expect(JSON.parse(stdout)).toMatchObject({ user: username });
      const who = await tenant.run(['whoami', ...profile, '--json']);
      expect(JSON.parse(who.stdout)).toMatchObject({ user: username, flow: 'authorization-code' });
      expect((await tenant.run(['incident', 'list', '--limit', '1', ...profile])).code).toBe(0);
      expect((await tenant.run(['logout', ...profile])).code).toBe(0);
    },
  );

  it('accepts nothing that belongs to another sign-in, and goes on waiting for its own', async () => {
    const child = tenant.start(['login', ...profile]);
    const end = ended(child);
    const own = await signInAt(await urlShownBy(child), tenant.cloud, username);
    const foreign = new URL(own);
    foreign.searchParams.set('state', 'another');
    expect((await fetch(foreign)).status).toBe(400);
    expect((await fetch(own)).status).toBe(200);
    expect((await end).code).toBe(0);
  });

  it.skipIf(!hasTerminal)(
    'opens the browser that VEDETTE_BROWSER names (skipped: there is no script(1) of Linux to make a terminal)',
    async () => {
      const browser = join(scratch('browser'), 'browser.mjs');
      const source = `#!${process.execPath}
import { writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(`${browser}.url`)}, process.argv[2]);
`;
      writeFileSync(browser, source, { mode: 0o700 });
      const line = [process.execPath, BINARY, 'login', ...profile].map((word) => `'${word}'`).join(' ');
      const child = spawn('script', ['-qefc', line, '/dev/null'], {
        cwd: tenant.home,
        env: cleanEnvironment(tenant.home, { VEDETTE_BROWSER: browser, TERM: 'xterm' }),
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      const end = ended(child);
      const url = await vi.waitFor(() => readFileSync(`${browser}.url`, 'utf8'), {
        timeout: 20_000,
        interval: 50,
      });
      await fetch(await signInAt(url, tenant.cloud, username));
      const { code, stdout } = await end;
      expect(code).toBe(0);
      expect(stdout).toContain(username);
    },
  );
});

describe('login with a pasted code', () => {
  const begin = async (): Promise<URL> => {
    const { stdout, code } = await tenant.run(['login-url', ...profile, '--json']);
    expect(code).toBe(0);
    const { url } = JSON.parse(stdout) as { url: string };
    return new URL(await signInAt(url, tenant.cloud, username));
  };
  const paste = (text: string): ReturnType<Tenant['run']> =>
    tenant.run(['login', ...profile, '--code', text, '--json']);

  it.each([
    ['the whole address', ({ href }: URL) => href],
    ['the code alone', ({ searchParams }: URL) => searchParams.get('code') ?? ''],
  ])('takes %s', async (_, pasted) => {
    const { code, stdout } = await paste(pasted(await begin()));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ user: username });
    await tenant.run(['logout', ...profile]);
  });

  it.each([
    [
      'a code with the session state behind it',
      ({ searchParams }: URL) => `${searchParams.get('code')}&session_state=5d3f`,
      'session_state',
    ],
    [
      'an address of another sign-in',
      (address: URL) => {
        const other = new URL(address);
        other.searchParams.set('state', 'another');
        return other.href;
      },
      'state',
    ],
  ])('refuses %s with a hint', async (_, pasted, hint) => {
    const address = await begin();
    const { code, stdout, stderr } = await paste(pasted(address));
    expect(code).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toContain(hint);
    expect(stderr).not.toContain(address.searchParams.get('code'));
    // What was right about it still serves.
    expect((await paste(address.href)).code).toBe(0);
    await tenant.run(['logout', ...profile]);
  });
});
