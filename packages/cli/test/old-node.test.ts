import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { complainAboutNode } from '../bin/node-version.js';

const binary = fileURLToPath(new URL('../bin/vedette.js', import.meta.url));

/** A Node.js of the machine that is older than ours, if it has one. */
const old = ['/usr/bin/node', '/usr/local/bin/node'].find((path) => {
  if (!existsSync(path)) return false;
  const version = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout;
  return complainAboutNode(version.trim()) !== undefined;
});

describe('an older Node.js', () => {
  it.each(['v20.20.2', 'v18.0.0', 'v22.12.0', 'v23.11.1'])(
    '%s is told in one sentence what is needed',
    (version) => {
      const complaint = complainAboutNode(version);
      expect(complaint).toContain('Node.js 24');
      expect(complaint).toContain(version);
      expect(complaint).toContain('npx vedette');
      expect(complaint?.match(/\.(\s|$)/g)).toHaveLength(1);
    },
  );

  it.each(['v24.0.0', 'v24.21.0', 'v26.1.0'])('%s will do', (version) => {
    expect(complainAboutNode(version)).toBeUndefined();
  });

  it.skipIf(old === undefined)('really says so and ends with 2 (skipped: no older Node.js is here)', () => {
    const { status, stdout, stderr } = spawnSync(old ?? '', [binary, 'incident', 'list'], {
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('Node.js 24');
  });
});
