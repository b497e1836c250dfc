import { randomBytes } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { VedetteError } from '../../error.ts';
import type { CacheKey, KeySource } from './cache-key.ts';
import { openKey } from './cache-key.ts';
import { fileError } from '../file-error.ts';
import { withFileLock } from './file-lock.ts';
import { newSalt, seal, unseal } from './sealed.ts';
import type { StoredEntry, TokenStore } from './token-store.ts';

export interface TokenCacheOptions {
  readonly path: string;
  readonly key: KeySource;
  /** Epoch milliseconds. */
  readonly now?: (() => number) | undefined;
}

type Entries = Record<string, StoredEntry>;

interface Snapshot {
  readonly entries: Entries;
  readonly salt: Buffer;
  /** What the file looked like when it was read; `undefined` when there was none. */
  readonly stamp: string | undefined;
}

/**
 * A `TokenStore` in one encrypted file (AES-256-GCM, mode 0600), for several processes at once: a change is
 * read, merged and renamed into place under a lock; a reader looks whether the file has changed since.
 * Nothing is touched before the first use.
 * @throws VedetteError MDE_KEY, MDE_STORE, MDE_STORE_BUSY, MDE_STORE_VERSION, MDE_DISK_FULL
 */
export function fileTokenStore({ path, key: source, now = Date.now }: TokenCacheOptions): TokenStore {
  let opened: Promise<CacheKey> | undefined;
  let latest: Snapshot | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const keyOnce = async (): Promise<CacheKey> => {
    // A failure is not remembered: the person may mend the key file while we run.
    opened ??= openKey(source).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };

  const read = async (): Promise<Snapshot> => {
    const stamp = await stampOf(path);
    if (latest !== undefined && latest.stamp === stamp) return latest;
    latest =
      stamp === undefined ? emptySnapshot() : { ...(await readSnapshot(path, await keyOnce())), stamp };
    return latest;
  };

  const change = async (apply: (entries: Entries) => void): Promise<void> => {
    const turn = queue.then(async () => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const key = await keyOnce();
      await withFileLock(path, async () => {
        latest = undefined; // Under the lock only what stands in the file counts.
        const { entries: before, salt } = await read();
        const entries = Object.fromEntries(
          Object.entries(before).filter(([, { expiresAt }]) => expiresAt === undefined || expiresAt > now()),
        );
        apply(entries);
        await replaceFile(path, seal(Buffer.from(JSON.stringify(entries)), key, salt));
        latest = { entries, salt, stamp: await stampOf(path) };
      });
    });
    queue = turn.catch(() => {}); // Its own caller is told; the next one has its turn.
    return turn;
  };

  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw fileError(error, path, 'The token cache');
    }
  };

  return {
    get: async (key) => guarded(async () => (await read()).entries[key]),
    set: async (key, entry) => guarded(() => change((entries) => void (entries[key] = entry))),
    delete: async (keys) =>
      guarded(async () => {
        const { entries } = await read();
        if (!keys.some((key) => key in entries)) return;
        await change((fresh) => keys.forEach((key) => delete fresh[key]));
      }),
    // Works without the key: it is the way out for whoever has lost it.
    clear: async () =>
      guarded(async () => {
        latest = undefined;
        await rm(path, { force: true });
      }),
  };
}

function emptySnapshot(): Snapshot {
  return { entries: {}, salt: newSalt(), stamp: undefined };
}

async function readSnapshot(path: string, key: CacheKey): Promise<Omit<Snapshot, 'stamp'>> {
  const { plain, salt } = unseal(await readFile(path), key, path);
  const entries: unknown = JSON.parse(plain.toString('utf8'));
  if (typeof entries === 'object' && entries !== null) return { entries: entries as Entries, salt };
  throw new VedetteError('MDE_KEY', `The token cache ${path} is damaged.`);
}

async function stampOf(path: string): Promise<string | undefined> {
  let stats: BigIntStats;
  try {
    stats = await stat(path, { bigint: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return `${stats.ino} ${stats.size} ${stats.mtimeNs}`;
}

/** The old file or the new one, never half of either, whenever the power goes. */
async function replaceFile(path: string, content: Buffer): Promise<void> {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
