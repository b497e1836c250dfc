import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratch } from '@vedette/testkit';
import { ended, ensureBuilt, startVedette, vedette } from './binary.ts';
import type { Ended } from './binary.ts';
import { startTenant } from './tenant.ts';
import type { Tenant } from './tenant.ts';

const INCIDENTS = 400;
let tenant: Tenant;

beforeAll(async () => {
  await ensureBuilt();
  tenant = await startTenant({ incidents: INCIDENTS, seed: 'interrupt' });
}, 60_000);
afterAll(() => tenant[Symbol.asyncDispose]());

/** A home whose profile has a mirror that is not there yet. */
function freshHome(): string {
  const home = scratch('home');
  const text = readFileSync(tenant.config, 'utf8').replace(
    /store: "[^"]*"/,
    `store: ${JSON.stringify(join(home, 'mirror.sqlite'))}`,
  );
  writeFileSync(join(home, 'vedette.yaml'), text, { mode: 0o600 });
  return home;
}

async function stoppedAfter(ms: number, words: readonly string[], home: string): Promise<Ended> {
  const child = startVedette(words, home);
  const timer = setTimeout(() => child.kill('SIGINT'), ms);
  const end = await ended(child);
  clearTimeout(timer);
  return end;
}

/** Twelve moments of a run of this length, the same ones each time. */
function momentsOf(ms: number): number[] {
  return fc
    .sample(fc.double({ min: 0.1, max: 1.05, noNaN: true }), { seed: 20260301, numRuns: 12 })
    .map((share) => Math.round(share * ms));
}

const STOPPED = 'Stopped at your request. Run it again to go on where it stopped.\n';

/** Ended by our handler, by the system before that one stood, or done before it was stopped. */
function expectCleanEnd({ code, stderr }: Ended): void {
  expect([130, 0, null]).toContain(code);
  expect(
    stderr
      .split('\n')
      .slice(code === 130 ? -2 : -1)
      .join('\n'),
  ).toBe(code === 130 ? STOPPED : '');
  expect(stderr).not.toMatch(/Error|\bat .*:\d+:\d+/);
}

interface Status {
  readonly incidents: number;
  readonly versions: number;
  readonly outbox: { readonly total: number };
}

describe('Ctrl-C at any moment', () => {
  it('of mirror fetch loses nothing, and the next fetch completes', async () => {
    const began = Date.now();
    const first = freshHome();
    expect((await vedette(['mirror', 'fetch', '--quiet'], first)).code).toBe(0);
    const codes = new Set<number | null>();
    let home = first;
    for (const ms of momentsOf(Date.now() - began)) {
      home = freshHome();
      const end = await stoppedAfter(ms, ['mirror', 'fetch', '--quiet'], home);
      expectCleanEnd(end);
      codes.add(end.code);
      expect(await vedette(['mirror', 'fetch', '--quiet'], home)).toMatchObject({ code: 0, stderr: '' });
      const status = JSON.parse((await vedette(['mirror', 'status', '--json'], home)).stdout) as Status;
      // Each version once, in the mirror and in the outbox.
      expect({ ms, ...status }).toMatchObject({
        ms,
        incidents: INCIDENTS,
        versions: INCIDENTS,
        outbox: { total: INCIDENTS },
      });
    }
    expect(codes).toContain(130);
    const list = ['incident', 'list', '--limit', '2000', '--json', '--query', '[].[id, lastUpdateDateTime]'];
    const read = async (...more: string[]): Promise<string[]> =>
      (JSON.parse((await vedette([...list, ...more], home)).stdout) as [string, string][])
        .map(([id, time]) => `${id} ${Date.parse(time)}`)
        .toSorted();
    expect(await read('--local')).toEqual(await read());
  }, 180_000);

  it('of a login by device code leaves no sign-in behind, and the next one works', async () => {
    const home = freshHome();
    const login = ['login', '--profile', 'device-code'];
    const files = (): string[] => readdirSync(home, { recursive: true, encoding: 'utf8' }).toSorted();
    const codes = new Set<number | null>();
    for (const ms of momentsOf(2_000)) {
      const end = await stoppedAfter(ms, login, home);
      expectCleanEnd(end);
      expect(end.stdout).toBe('');
      codes.add(end.code);
    }
    expect(codes).toContain(130);
    expect(files().filter((name) => /lock|tmp|\.\d+\./.test(name))).toEqual([]);
    expect((await vedette(['whoami', '--profile', 'device-code'], home)).code).toBe(3);
    await tenant.cloud.admin('POST', '/_sim/device', { interval: 1 });
    const child = startVedette(login, home);
    child.stderr?.on('data', (data: Buffer) => {
      const userCode = /\b[A-Z0-9]{9}\b/.exec(data.toString())?.[0];
      const username = tenant.cloud.info.users[0]?.username;
      if (userCode) void tenant.cloud.admin('POST', '/_sim/device', { userCode, username });
    });
    expect(await ended(child)).toMatchObject({ code: 0 });
  }, 90_000);
});
