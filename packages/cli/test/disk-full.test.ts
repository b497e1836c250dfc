import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratch } from '@vedette/testkit';
import { BINARY, cleanEnvironment, ended, ensureBuilt } from './binary.ts';
import type { Ended } from './binary.ts';
import { startTenant } from './tenant.ts';
import type { Tenant } from './tenant.ts';

const INCIDENTS = 300;
/** A user and mount namespace of one's own: a disk can be mounted in it without being root. */
const ownMounts = ['-rm', 'sh', '-c'];
const probe = scratch('probe');
const canMount =
  process.platform === 'linux' &&
  spawnSync('unshare', [...ownMounts, `mount -t tmpfs -o size=64k tmpfs '${probe}'`]).status === 0;

let tenant: Tenant;

beforeAll(async () => {
  await ensureBuilt();
  tenant = await startTenant({ incidents: INCIDENTS, seed: 'disk' });
}, 60_000);
afterAll(() => tenant[Symbol.asyncDispose]());

/** Runs shell lines where `$DISK` is a disk of this size, with the mirror on it, and `$VEDETTE` is the binary. */
async function onDisk(size: string, lines: readonly string[]): Promise<{ end: Ended; out: string }> {
  const home = scratch('home');
  const [disk, out] = [join(home, 'disk'), join(home, 'out')];
  mkdirSync(disk);
  mkdirSync(out);
  const text = readFileSync(tenant.config, 'utf8').replace(
    /store: "[^"]*"/,
    `store: ${JSON.stringify(join(disk, 'mirror.sqlite'))}`,
  );
  writeFileSync(join(home, 'vedette.yaml'), text, { mode: 0o600 });
  const script = [`mount -t tmpfs -o size=${size} tmpfs "$DISK" || exit 77`, `cd "$OUT"`, ...lines].join(
    '\n',
  );
  const child = spawn('unshare', [...ownMounts, script], {
    cwd: home,
    env: cleanEnvironment(home, {
      DISK: disk,
      OUT: out,
      VEDETTE: `${process.execPath} ${BINARY}`,
      VEDETTE_CONFIG: join(home, 'vedette.yaml'),
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { end: await ended(child), out };
}

describe('a disk that fills up under the mirror', () => {
  it.skipIf(!canMount)(
    'stops the fetch with 9 and one clear sentence; with room again the next fetch completes (skipped: no small disk can be mounted here)',
    async () => {
      const { end, out } = await onDisk('2m', [
        '$VEDETTE mirror fetch > 1.out 2> 1.err; echo $? > 1.code',
        '$VEDETTE mirror status --json > 2.out 2> 2.err; echo $? > 2.code',
        'mount -o remount,size=64m "$DISK"',
        '$VEDETTE mirror fetch --quiet > 3.out 2> 3.err; echo $? > 3.code',
        '$VEDETTE mirror status --json > 4.out 2> 4.err; echo $? > 4.code',
      ]);
      expect(end.code).toBe(0);
      const read = (name: string): string => readFileSync(join(out, name), 'utf8').trim();
      expect(read('1.err')).toContain('MDE_DISK_FULL');
      expect(read('1.err')).toMatch(/full|no room/);
      expect(read('1.err')).not.toMatch(/\bat .*:\d+:\d+/);
      expect({ code: read('1.code'), out: read('1.out') }).toEqual({ code: '9', out: '' });
      // What was stored before can still be read, and whole pages only.
      const held = JSON.parse(read('2.out')) as { incidents: number; versions: number };
      expect(held.incidents).toBeLessThan(INCIDENTS);
      expect(held.versions).toBe(held.incidents);
      expect({ code: read('3.code'), err: read('3.err') }).toEqual({ code: '0', err: '' });
      expect(JSON.parse(read('4.out'))).toMatchObject({
        incidents: INCIDENTS,
        versions: INCIDENTS,
        outbox: { total: INCIDENTS },
      });
    },
    60_000,
  );
});
