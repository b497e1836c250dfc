import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCloud, scratch } from '@vedette/testkit';
import { describe, expect, it } from 'vitest';
import { text as readAll } from 'node:stream/consumers';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = await readFile(join(root, 'README.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, code = '']) =>
    code.trim(),
  );

/** Runs Node without blocking this process, in which the simulator lives. */
async function node(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err] = await Promise.all([readAll(child.stdout), readAll(child.stderr)]);
  return { code: await ended, output: out + err };
}

describe('the README', () => {
  it('names the two commands that do all the set-up', () => {
    expect(blocks('sh').slice(0, 2)).toEqual(['npm ci && npm run demo', 'npm ci && npm test']);
  });

  it('has SDK lines that sign in and list active incidents', async () => {
    await using cloud = await startCloud({ incidents: 20, seed: 'readme' });
    const { info } = cloud;
    const [code = ''] = blocks('ts');
    const hosts = JSON.stringify({
      login: info.login,
      graph: info.graph,
      endpoint: info.endpoint,
      xdr: info.xdr,
    });
    const here = code.replace("resolveCloud('worldwide')", `resolveCloud('custom', ${hosts})`);
    expect(here).not.toBe(code);
    const script = join(scratch('readme'), 'readme.mts');
    await writeFile(
      script,
      here.replace(
        "'@vedette/sdk'",
        JSON.stringify(new URL('packages/sdk/src/index.ts', `file://${root}`).href),
      ),
    );
    const { code: exit, output } = await node([script], {
      AZURE_TENANT_ID: info.tenantId,
      AZURE_CLIENT_ID: info.clientId,
      AZURE_CLIENT_SECRET: info.clientSecret,
    });
    expect(output).toMatch(/^\d+ (high|medium|low|informational) .+/m);
    expect(exit).toBe(0);
  });

  it('has three commands for a real tenant that the binary knows', async () => {
    const [, , three = ''] = blocks('sh');
    const lines = three.split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(line).toMatch(/^npx vedette /);
      const words = line.split(' ').slice(2);
      const flags = words.filter((word) => word.startsWith('--'));
      const firstFlag = words.findIndex((word) => word.startsWith('--'));
      const command = words.slice(0, firstFlag < 0 ? undefined : firstFlag);
      const { code, output } = await node(['packages/cli/bin/vedette.js', ...command, '--help'], {});
      expect(code).toBe(0);
      for (const flag of flags) expect(output).toContain(flag);
    }
  });
});
