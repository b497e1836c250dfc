import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch, startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openContext } from '../src/index.ts';
import { profileAt, rows, run, surface } from './surface.ts';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud({ incidents: 2, seed: 'open' });
});
afterAll(() => cloud.stop());

const secretFlow = (secret: { env: string } | { file: string }) =>
  ({ flow: 'client-secret', clientId: cloud.info.clientId, secret }) as const;

describe('a context', () => {
  it('opens nothing until a command asks for it', async () => {
    const context = openContext({ profile: profileAt(cloud, { ca: '/nowhere/ca.pem' }), environment: {} });
    await context.close();
    await expect(context.defender()).rejects.toMatchObject({
      code: 'MDE_CONFIG',
      facts: { file: '/nowhere/ca.pem' },
    });
  });

  it('sends a command that needs a profile to login where there is none', async () => {
    const { context } = surface();
    expect(context.findProfile()).toBeUndefined();
    await expect(run(context, 'auth.whoami')).rejects.toMatchObject({
      code: 'MDE_SIGN_IN_REQUIRED',
      advice: 'Run: vedette login',
    });
  });

  it('names the variable or the file of a secret that is not there, and looks again next time', async () => {
    const folder = join(scratch('open'), 'simulator');
    mkdirSync(folder);
    const file = join(folder, 'secret');
    const byFile = surface({ profile: profileAt(cloud, { auth: secretFlow({ file }) }) });
    await expect(run(byFile.context, 'auth.whoami')).rejects.toMatchObject({
      code: 'MDE_CONFIG',
      facts: { file },
    });
    writeFileSync(file, `${cloud.info.clientSecret}\n`);
    expect(await run(byFile.context, 'auth.whoami')).toMatchObject({ profile: 'sim' });
    const byName = surface({ profile: profileAt(cloud, { auth: secretFlow({ env: 'NOT_SET' }) }) });
    await expect(run(byName.context, 'auth.whoami')).rejects.toMatchObject({
      code: 'MDE_CONFIG',
      message: 'The environment variable NOT_SET is not set',
    });
    for (const { context } of [byFile, byName]) await context.close();
  });

  it('keeps tokens between processes, so that the second one asks the login service for nothing', async () => {
    const profile = profileAt(cloud, { auth: secretFlow({ env: 'SIM_SECRET' }) });
    const environment = { SIM_SECRET: cloud.info.clientSecret };
    const first = surface({ profile, environment });
    await rows(first.context, 'incident.list');
    await first.context.close();
    await cloud.admin('DELETE', '/_sim/journal');
    const second = surface({ profile, folder: first.folder });
    expect(await rows(second.context, 'incident.list')).toHaveLength(2);
    await second.context.close();
    const { entries } = await cloud.admin<{ entries: { service: string }[] }>('GET', '/_sim/journal');
    expect(entries.filter(({ service }) => service === 'login')).toEqual([]);
  });
});
