import { randomBytes, scryptSync } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { VedetteError } from '../../error.ts';
import { fileError } from '../file-error.ts';

/** Where the key of the token cache comes from. */
export type KeySource =
  | { readonly kind: 'passphrase'; readonly value: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'keyring'; readonly service?: string; readonly account?: string };

/** Gives the 32-byte key; the salt stands in the cache file and matters for a passphrase only. */
export type CacheKey = (salt: Buffer) => Buffer;

/**
 * VEDETTE_KEY when it is set, the system keyring when VEDETTE_KEYRING is, else a key file beside the cache.
 */
export function keySourceFrom(env: Readonly<Record<string, string | undefined>>, keyFile: string): KeySource {
  const passphrase = env['VEDETTE_KEY'];
  if (passphrase) return { kind: 'passphrase', value: passphrase };
  return env['VEDETTE_KEYRING'] ? { kind: 'keyring' } : { kind: 'file', path: keyFile };
}

/** @throws VedetteError MDE_KEY when there is no usable key. */
export async function openKey(source: KeySource): Promise<CacheKey> {
  switch (source.kind) {
    case 'passphrase':
      return keyOfText(source.value);
    case 'file': {
      const key = await readOrCreateKeyFile(source.path);
      return () => key;
    }
    case 'keyring':
      return keyFromKeyring(source);
  }
}

const RAW_KEY = /^[A-Za-z0-9+/_-]{43}=?$/;

/** 32 bytes in base64 are the key itself; everything else is a passphrase. */
function keyOfText(text: string): CacheKey {
  if (RAW_KEY.test(text)) {
    const key = Buffer.from(text, 'base64');
    return () => key;
  }
  const known = new Map<string, Buffer>();
  return (salt) => {
    const name = salt.toString('base64');
    // 16 MiB and some tens of milliseconds, once per process: every command pays it before its first request.
    const key = known.get(name) ?? scryptSync(text, salt, 32, { N: 2 ** 14, r: 8, p: 1 });
    known.set(name, key);
    return key;
  };
}

async function readOrCreateKeyFile(path: string): Promise<Buffer> {
  try {
    return (await readKeyFile(path)) ?? (await createKeyFile(path));
  } catch (error) {
    throw fileError(error, path, 'The key file of the token cache');
  }
}

async function readKeyFile(path: string): Promise<Buffer | undefined> {
  let mode: number;
  try {
    ({ mode } = await stat(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new VedetteError('MDE_KEY', `The key file ${path} can be read by other users.`, {
      advice: `Run: chmod 600 ${path}`,
    });
  }
  const key = await readFile(path);
  if (key.byteLength === 32) return key;
  throw new VedetteError('MDE_KEY', `The key file ${path} does not hold a key of 32 bytes.`, {
    advice: 'Put the right file back, or delete it and sign in again.',
  });
}

/** Two processes may get here at once: the file appears whole or not at all, and the first one wins. */
async function createKeyFile(path: string): Promise<Buffer> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(randomBytes(32));
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(draft, 0o600);
  try {
    await link(draft, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Some file systems have no hard links; there the last writer wins, before anything was encrypted.
    if (code !== 'EEXIST') await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  const key = await readKeyFile(path);
  if (key !== undefined) return key;
  throw new VedetteError('MDE_KEY', `The key file ${path} vanished while it was created.`);
}

/** What we use of https://www.npmjs.com/package/@napi-rs/keyring, which is no dependency of ours. */
interface KeyringModule {
  readonly AsyncEntry: new (
    service: string,
    account: string,
  ) => { getPassword(): Promise<string | undefined>; setPassword(password: string): Promise<void> };
}

const KEYRING_PACKAGE = '@napi-rs/keyring';

async function keyFromKeyring({
  service = 'vedette',
  account = 'token-cache',
}: {
  service?: string;
  account?: string;
}): Promise<CacheKey> {
  let keyring: KeyringModule;
  try {
    keyring = (await import(KEYRING_PACKAGE)) as KeyringModule;
  } catch (error) {
    throw new VedetteError('MDE_KEY', `The system keyring needs the package ${KEYRING_PACKAGE}.`, {
      advice: `Run: npm install ${KEYRING_PACKAGE}, or use VEDETTE_KEY or a key file.`,
      cause: error,
    });
  }
  try {
    const entry = new keyring.AsyncEntry(service, account);
    const known = await entry.getPassword();
    if (known) return keyOfText(known);
    const fresh = randomBytes(32).toString('base64');
    await entry.setPassword(fresh);
    return keyOfText((await entry.getPassword()) ?? fresh);
  } catch (error) {
    throw new VedetteError('MDE_KEY', 'The system keyring did not give the key of the token cache.', {
      advice: 'Unlock the keyring, or use VEDETTE_KEY or a key file.',
      cause: error,
    });
  }
}
