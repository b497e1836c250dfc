import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '@vedette/commands';
import { saveProfile, saveSecret } from '../../src/profile/write.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-write-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const profile = { cloud: 'worldwide', tenant: 'contoso.com', auth: { flow: 'device-code' } } as const;

describe('a profile after a sign-in', () => {
  it('makes the file, which only its owner can read, and becomes the default', async () => {
    const file = join(folder, 'new', 'vedette.yaml');
    await saveProfile(file, 'contoso', profile);
    const config = await readConfig({ file, environment: {} });
    expect(config.default).toBe('contoso');
    expect(config.profiles.get('contoso')).toMatchObject(profile);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('leaves comments, other profiles and the default as they are', async () => {
    const file = join(folder, 'old.yaml');
    await writeFile(
      file,
      '# ours\ndefault: main # keep\nprofiles:\n  main: # the first\n    tenant: a.com\n    auth: { flow: device-code }\n',
    );
    await saveProfile(file, 'contoso', profile);
    await saveProfile(file, 'main', { ...profile, tenant: 'b.com' });
    const text = await readFile(file, 'utf8');
    for (const comment of ['# ours', '# keep', '# the first']) expect(text).toContain(comment);
    const config = await readConfig({ file, environment: {} });
    expect(config.default).toBe('main');
    expect(config.profiles.get('main')?.tenant).toBe('b.com');
    expect(config.profiles.get('contoso')?.tenant).toBe('contoso.com');
  });

  it('does not touch a file with a mistake in it', async () => {
    const file = join(folder, 'bad.yaml');
    await writeFile(file, 'profils: {}\n');
    await expect(saveProfile(file, 'contoso', profile)).rejects.toMatchObject({ code: 'MDE_CONFIG' });
    expect(await readFile(file, 'utf8')).toBe('profils: {}\n');
  });

  it('keeps a typed secret in a file of its own', async () => {
    const file = join(folder, 'vedette.yaml');
    const path = await saveSecret(file, 'contoso', 'secret', 's3cr3t-typed');
    expect(path).toBe('secrets/contoso.secret');
    expect(await readFile(join(folder, path), 'utf8')).toBe('s3cr3t-typed');
    if (process.platform !== 'win32') expect((await stat(join(folder, path))).mode & 0o777).toBe(0o600);
  });
});
