import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { scratch } from '@vedette/testkit';
import { cleanEnvironment, ended, ensureBuilt } from './binary.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

beforeAll(() => ensureBuilt(), 60_000);

describe('npm run demo', () => {
  it.each([
    ['the answers it finds', []],
    ['a grown tenant', ['--grown']],
  ])(
    'goes the whole path with %s, loses nothing, and ends with one JSON line',
    async (_, words) => {
      const home = scratch('demo');
      const child = spawn(process.execPath, ['scripts/demo.ts', '--once', '--json', ...words], {
        cwd: root,
        env: cleanEnvironment(home, { TMPDIR: home, TEMP: home, TMP: home }),
      });
      const { code, stdout, stderr } = await ended(child);
      expect(stderr).toContain('0 lost, 0 delivered twice');
      expect(code).toBe(0);
      expect(stdout.trimEnd().split('\n')).toHaveLength(1);
      const told = JSON.parse(stdout) as Record<string, unknown>;
      expect(Object.keys(told)).toEqual([
        'signIn',
        'incidents',
        'alerts',
        'stored',
        'lost',
        'duplicated',
        'ms',
      ]);
      expect(told).toMatchObject({
        signIn: [
          { flow: 'device-code', ok: true },
          { flow: 'client-secret', ok: true },
          { flow: 'managed-identity', ok: true },
        ],
        lost: 0,
        duplicated: 0,
      });
      expect(told['incidents']).toBeGreaterThan(100);
      expect(told['alerts']).toBeGreaterThan(100);
      // One incident is changed after the first fetch, so there is one version more than there are incidents.
      expect(told['stored']).toBe(Number(told['incidents']) + 1);
      expect(readdirSync(home).filter((name) => name.startsWith('vedette-demo-'))).toEqual([]);
    },
    60_000,
  );
});
