import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '@vedette/commands';
import type { SimulatorInfo } from '@vedette/simulator';
import { registerSecret, scratch } from '@vedette/testkit';
import { BINARY, cleanEnvironment, ended, ensureBuilt, startVedette, vedette } from './binary.ts';

const running: ChildProcess[] = [];

async function simulate(words: readonly string[]): Promise<{ child: ChildProcess; info: SimulatorInfo }> {
  const child = startVedette(['simulate', '--json', ...words], scratch('home'));
  running.push(child);
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  const info = JSON.parse(line) as SimulatorInfo;
  for (const secret of [info.clientSecret, info.brokerToken, info.brokerKey]) registerSecret(secret);
  return { child, info };
}

beforeAll(() => ensureBuilt(), 60_000);
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

describe('vedette simulate', () => {
  it('prints one line with every address and identity, and ends with 0 when it is told to stop', async () => {
    const { child, info } = await simulate(['--incidents', '5', '--seed', 'cli']);
    for (const name of ['login', 'graph', 'endpoint', 'xdr', 'imds', 'broker', 'admin'] as const) {
      expect(info[name]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(info.https[name]).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    }
    expect(readFileSync(info.caFile, 'utf8')).toContain('BEGIN CERTIFICATE');
    expect(info.users.length).toBeGreaterThan(0);
    child.kill('SIGTERM');
    expect((await ended(child)).code).toBe(0);
    expect(() => readFileSync(info.caFile)).toThrow(/ENOENT/);
  });

  it('stops when the program that started it goes away', async () => {
    const { child } = await simulate(['--attached']);
    child.stdin?.end();
    expect((await ended(child)).code).toBe(0);
  });

  it.skipIf(process.platform === 'win32')(
    'started by npx, ends when npx is killed, which passes no signal on (skipped: Windows has no such parent)',
    async () => {
      const home = scratch('home');
      const start = `require('node:child_process').spawn(process.execPath, ${JSON.stringify([BINARY, 'simulate', '--json'])}, { stdio: 'inherit' })`;
      const npx = spawn(process.execPath, ['-e', start], {
        cwd: home,
        env: cleanEnvironment(home, { npm_command: 'exec' }),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      running.push(npx);
      const [line] = (await once(createInterface({ input: npx.stdout }), 'line')) as [string];
      const { admin, clientSecret, brokerToken, brokerKey } = JSON.parse(line) as SimulatorInfo;
      for (const secret of [clientSecret, brokerToken, brokerKey]) registerSecret(secret);
      expect((await fetch(`${admin}/_sim/clock`)).status).toBe(200);
      npx.kill('SIGKILL');
      await expect
        .poll(
          () =>
            fetch(`${admin}/_sim/clock`).then(
              () => 'up',
              () => 'gone',
            ),
          { timeout: 10_000, interval: 200 },
        )
        .toBe('gone');
    },
  );

  it('writes a configuration with a profile for each flow, and no secret in it', async () => {
    const file = join(scratch('profile'), 'deep', 'vedette.yaml');
    const { info } = await simulate(['--profile-out', file]);
    const config = await readConfig({ file, environment: {} });
    expect([...config.profiles.keys()]).toEqual([
      'client-secret',
      'certificate',
      'federated',
      'device-code',
      'authorization-code',
      'managed-identity',
      'user-assigned',
      'broker',
    ]);
    expect(config.default).toBe('client-secret');
    expect(config.warnings).toEqual([]);
    const profile = config.profiles.get('client-secret');
    expect(profile).toMatchObject({
      hosts: { graph: info.https.graph },
      ca: info.caFile,
      tenant: info.tenantId,
    });
    const text = readFileSync(file, 'utf8');
    for (const secret of [info.clientSecret, info.brokerKey, info.brokerToken])
      expect(text).not.toContain(secret);
  });

  it.each([
    [['--port', '70000'], /whole number from 0 to 65535/],
    [['--load', 'nowhere.json'], /no file nowhere\.json/],
    [['--clock', 'yesterday'], /--clock cannot be/],
    [['--fault', 'no-such-fault'], /no-such-fault/],
    [['--incident', '5'], /There is no flag --incident/],
    [['extra'], /takes no "extra"/],
  ])('refuses %j with a sentence', async (words, sentence) => {
    const { code, stderr, stdout } = await vedette(['simulate', ...words]);
    expect(stderr).toMatch(sentence);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});
