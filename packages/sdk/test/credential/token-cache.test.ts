import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { registerSecret, scratch } from '@vedette/testkit';
import { describe, expect, it } from 'vitest';
import { fileTokenStore, keySourceFrom } from '../../src/index.ts';
import type { KeySource, TokenStore } from '../../src/index.ts';

const SECRET = 's3cr3t-token-in-the-cache';
registerSecret(SECRET);
const PASSPHRASE = 's3cr3t-passphrase-of-the-cache';
registerSecret(PASSPHRASE);

const posix = process.platform !== 'win32';

function place(): {
  path: string;
  keyFile: string;
  open: (key?: KeySource, now?: () => number) => TokenStore;
} {
  const folder = scratch('token-cache');
  const path = join(folder, 'deep', 'tokens.bin');
  const keyFile = join(folder, 'deep', 'tokens.key');
  return {
    path,
    keyFile,
    open: (key = { kind: 'file', path: keyFile }, now = Date.now) => fileTokenStore({ path, key, now }),
  };
}

describe('the token file', () => {
  it('gives back what was put in, to another process as well, and shows nothing of it', async () => {
    const { path, open } = place();
    await open().set('key', { value: { token: SECRET } });
    expect(await open().get('key')).toEqual({ value: { token: SECRET } });
    expect(await open().get('other')).toBeUndefined();
    expect(readFileSync(path).includes(SECRET)).toBe(false);
  });

  it.skipIf(!posix)(
    'can be read by its owner only, and so can its key (skipped: Windows has no modes)',
    async () => {
      const { path, keyFile, open } = place();
      await open().set('key', { value: 1 });
      for (const file of [path, keyFile]) expect(statSync(file).mode & 0o777).toBe(0o600);
      chmodSync(keyFile, 0o644);
      await expect(open().get('key')).rejects.toMatchObject({
        code: 'MDE_KEY',
        advice: `Run: chmod 600 ${keyFile}`,
      });
    },
  );

  it('opens with a passphrase or with 32 bytes in base64', async () => {
    for (const value of [PASSPHRASE, 'short', randomBytes(32).toString('base64')]) {
      const { open } = place();
      await open({ kind: 'passphrase', value }).set('key', { value: 1 });
      await open({ kind: 'passphrase', value }).set('other', { value: 2 });
      expect(await open({ kind: 'passphrase', value }).get('key')).toEqual({ value: 1 });
      const wrong = open({ kind: 'passphrase', value: `${value}x` }).get('key');
      await expect(wrong).rejects.toMatchObject({ code: 'MDE_KEY' });
    }
  });

  it('takes its key from VEDETTE_KEY, else from the keyring when that is wanted, else from a file', () => {
    expect(keySourceFrom({ VEDETTE_KEY: 'x', VEDETTE_KEYRING: '1' }, '/key')).toEqual({
      kind: 'passphrase',
      value: 'x',
    });
    expect(keySourceFrom({ VEDETTE_KEYRING: '1' }, '/key')).toEqual({ kind: 'keyring' });
    expect(keySourceFrom({ VEDETTE_KEY: '' }, '/key')).toEqual({ kind: 'file', path: '/key' });
  });

  it('says what the system keyring needs when it is not there', async () => {
    const { open } = place();
    await expect(open({ kind: 'keyring' }).set('key', { value: 1 })).rejects.toMatchObject({
      code: 'MDE_KEY',
      advice: expect.stringContaining('@napi-rs/keyring') as string,
    });
  });

  it('keeps its key in the system keyring when that is wanted', async () => {
    const { path } = place();
    const ring = join(scratch('keyring'), 'simulator');
    mkdirSync(ring);
    const entry = join(ring, 'entry');
    const run = async (...words: string[]): Promise<string> =>
      (
        await promisify(execFile)(process.execPath, [
          '--conditions=source',
          fileURLToPath(new URL('keyring-user.ts', import.meta.url)),
          path,
          entry,
          ...words,
        ])
      ).stdout;
    await run('set', SECRET);
    expect(readFileSync(path).includes(SECRET)).toBe(false);
    expect(readFileSync(entry, 'utf8')).toMatch(/^vedette token-cache [\w+/]{43}=$/);
    expect(await run('get')).toBe(SECRET);
  });

  it('names the file when it is damaged, cut short, or of a form of the future', async () => {
    const { path, open } = place();
    await open().set('key', { value: SECRET });
    const whole = readFileSync(path);
    const changed = (at: number): Buffer => {
      const copy = Buffer.from(whole);
      copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
      return copy;
    };
    for (const [bytes, code] of [
      [changed(whole.byteLength - 1), 'MDE_KEY'],
      [changed(0), 'MDE_KEY'],
      [changed(35), 'MDE_KEY'],
      [whole.subarray(0, whole.byteLength - 4), 'MDE_KEY'],
      [Buffer.alloc(0), 'MDE_KEY'],
      [changed(6), 'MDE_STORE_VERSION'],
    ] as const) {
      writeFileSync(path, bytes);
      await expect(open().get('key')).rejects.toMatchObject({
        code,
        message: expect.stringContaining(path) as string,
      });
    }
    await open().clear();
    expect(await open().get('key')).toBeUndefined();
  });

  it('says so when a new key does not fit the old file', async () => {
    const { keyFile, open } = place();
    await open().set('key', { value: 1 });
    rmSync(keyFile);
    await expect(open().get('key')).rejects.toMatchObject({ code: 'MDE_KEY' });
  });

  it('forgets what has expired at the next change', async () => {
    let now = 0;
    const { open } = place();
    const store = open(undefined, () => now);
    await store.set('old', { value: 1, expiresAt: 10 });
    now = 11;
    await store.set('new', { value: 2 });
    expect(await store.get('old')).toBeUndefined();
    expect(await store.get('new')).toEqual({ value: 2 });
  });

  it('creates nothing when it is only looked at', async () => {
    const { path, keyFile, open } = place();
    expect(await open().get('key')).toBeUndefined();
    await open().delete(['key']);
    expect([path, keyFile].map((file) => existsSync(file))).toEqual([false, false]);
  });

  it('says which path cannot be used', async () => {
    const file = join(scratch('token-cache'), 'file');
    writeFileSync(file, '');
    const store = fileTokenStore({ path: join(file, 'tokens.bin'), key: { kind: 'passphrase', value: 'x' } });
    await expect(store.set('key', { value: 1 })).rejects.toMatchObject({
      code: 'MDE_STORE',
      message: expect.stringContaining(file) as string,
    });
  });

  it('takes over the lock of a process that is gone', async () => {
    const { path, open } = place();
    await open().set('key', { value: 1 });
    const old = new Date(Date.now() - 60_000);
    writeFileSync(`${path}.lock`, 'half a mark');
    utimesSync(`${path}.lock`, old, old);
    await open().set('key', { value: 2 });
    expect(await open().get('key')).toEqual({ value: 2 });
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('loses nothing when four processes write at once', async () => {
    const { path, keyFile, open } = place();
    const writer = fileURLToPath(new URL('token-writer.ts', import.meta.url));
    const each = 15;
    await Promise.all(
      [0, 1, 2, 3].map(async (which) =>
        promisify(execFile)(process.execPath, [
          '--conditions=source',
          writer,
          path,
          keyFile,
          String(which),
          String(each),
        ]),
      ),
    );
    const store = open();
    for (const which of [0, 1, 2, 3]) {
      for (let index = 0; index < each; index += 1) {
        expect(await store.get(`${which}/${index}`), `${which}/${index}`).toEqual({ value: index });
      }
    }
    expect(await store.get('shared')).toEqual({ value: each - 1 });
    expect(existsSync(`${path}.lock`)).toBe(false);
  }, 40_000);
});
