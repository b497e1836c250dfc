import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCloud, type Cloud } from '@vedette/testkit';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

/** Every program of the folder; `tenant.ts` is what they share. */
const examples = readdirSync(`${root}/examples`).filter(
  (file) => file.endsWith('.ts') && file !== 'tenant.ts',
);

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud({ incidents: 40, seed: 'examples' });
});
afterAll(() => cloud.stop());

describe('every example checks itself against the simulator', () => {
  it.each(examples)('%s', async (file) => {
    const { SIMULATOR: _, ...environment } = process.env;
    const { stdout, stderr } = await run(process.execPath, ['--conditions=source', `examples/${file}`], {
      cwd: root,
      timeout: 60_000,
      env: { ...environment, SIMULATOR: JSON.stringify(cloud.info) },
    });
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^ok: [1-9]/);
  });

  it('says what to set when nothing is set', async () => {
    const { SIMULATOR: _s, AZURE_CLIENT_ID: _c, ...environment } = process.env;
    await expect(
      run(process.execPath, ['--conditions=source', 'examples/list-incidents.ts'], {
        cwd: root,
        env: environment,
      }),
    ).rejects.toMatchObject({ stderr: expect.stringContaining('Set SIMULATOR, or AZURE_TENANT_ID') });
  });
});
