import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ended, ensureBuilt } from './binary.ts';
import { startTenant } from './tenant.ts';
import type { Tenant } from './tenant.ts';

let tenant: Tenant;

beforeAll(async () => {
  await ensureBuilt();
  tenant = await startTenant({ incidents: 40, seed: 'ways-in' });
  await tenant.cloud.admin('POST', '/_sim/device', { interval: 1 });
}, 60_000);
afterAll(() => tenant[Symbol.asyncDispose]());

const device = ['login', '--profile', 'device-code'];

/** Resolves with the code that the binary shows. */
function codeShownBy(child: ReturnType<Tenant['start']>): Promise<string> {
  return new Promise((resolve) => {
    let seen = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      seen += text;
      const code = /\b[A-Z0-9]{9}\b/.exec(seen)?.[0];
      if (code !== undefined) resolve(code);
    });
  });
}

describe('a profile of the simulator', () => {
  it.each(['client-secret', 'certificate', 'federated', 'managed-identity', 'user-assigned', 'broker'])(
    '%s signs in and reads without anybody being asked',
    async (profile) => {
      const login = await tenant.run(['login', '--profile', profile, '--json']);
      expect(login.code).toBe(0);
      // Of the broker's application the link for the administrator is shown first.
      if (profile === 'broker') expect(login.stderr).toMatch(/^\{"note":"An administrator/);
      else expect(login.stderr).toBe('');
      // The application behind the broker may read alerts and no incidents.
      const words = ['alert', 'list', '--limit', '1', '--json', '--route', 'auto', '--profile', profile];
      const list = await tenant.run(words);
      expect(list.code).toBe(0);
      expect(JSON.parse(list.stdout)).toHaveLength(1);
    },
  );

  it('device-code shows a code, waits for the person, and remembers the sign-in', async () => {
    const child = tenant.start(device);
    const end = ended(child);
    const userCode = await codeShownBy(child);
    const username = tenant.cloud.info.users[0]?.username;
    await tenant.cloud.admin('POST', '/_sim/device', { userCode, username });
    expect(await end).toMatchObject({ code: 0 });
    const { stdout, code } = await tenant.run(['whoami', '--profile', 'device-code', '--json']);
    expect(code).toBe(0);
    expect(stdout).toContain(username);
  });
});

describe('a device code', () => {
  it('that is declined ends with 3 and one clear next step', async () => {
    const child = tenant.start(device);
    const end = ended(child);
    await tenant.cloud.admin('POST', '/_sim/device', { userCode: await codeShownBy(child), decline: true });
    const { code, stderr } = await end;
    expect(code).toBe(3);
    expect(stderr).toMatch(/MDE_SIGN_IN_DECLINED/);
  });

  it('that is waited for ends cleanly with Ctrl-C', async () => {
    const child = tenant.start([...device, '--json']);
    const end = ended(child);
    await codeShownBy(child);
    child.kill('SIGINT');
    const { code, stderr, stdout } = await end;
    expect(code).toBe(130);
    expect(stdout).toBe('');
    expect(JSON.parse(stderr.trim().split('\n').at(-1) ?? '')).toMatchObject({
      error: { code: 'MDE_ABORTED' },
    });
  });
});

describe('text of an attacker in the tenant', () => {
  const obeyed =
    /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/u;

  it('is shown and not obeyed, in each form for the eye', async () => {
    const all = ['--limit', '500', '--with-alerts'];
    const { stdout: json } = await tenant.run(['incident', 'list', ...all, '--json']);
    const incidents = JSON.parse(json) as { id: string; displayName: string; alerts: unknown[] }[];
    // The grown tenant has such texts; without them this would prove nothing.
    expect(JSON.stringify(incidents)).toMatch(/\\u001b|\\u0000/);
    expect(json).not.toMatch(obeyed);
    const { stdout: table } = await tenant.run(['incident', 'list', ...all]);
    expect(table).not.toMatch(obeyed);
    expect(table.trimEnd().split('\n')).toHaveLength(incidents.length + 1);
    for (const { id } of incidents.slice(0, 8))
      expect((await tenant.run(['incident', 'get', id])).stdout).not.toMatch(obeyed);
    const line = `!msg-list-security-incident limit=500`;
    expect((await tenant.run(['run', line])).stdout).not.toMatch(obeyed);
  });
});
