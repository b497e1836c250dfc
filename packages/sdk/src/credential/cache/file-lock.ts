import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { VedetteError } from '../../error.ts';

/** A holder writes one small file; whoever holds longer than this is gone. */
const STALE_MS = 10_000;
const PATIENCE_MS = 20_000;

/** Runs the work while no other process does, by a lock file beside `path`. @throws VedetteError MDE_STORE_BUSY */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  const mark = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
  await take(lock, mark, path);
  try {
    return await work();
  } finally {
    // Only our own: a lock taken over as stale belongs to somebody else now.
    if ((await readMark(lock)) === mark) await rm(lock, { force: true });
  }
}

async function take(lock: string, mark: string, path: string): Promise<void> {
  for (const start = performance.now(); performance.now() - start < PATIENCE_MS;) {
    try {
      const file = await open(lock, 'wx', 0o600);
      await file.writeFile(mark);
      await file.close();
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Windows says EPERM or EBUSY for a file that is just being removed.
      const contended =
        code === 'EEXIST' || (process.platform === 'win32' && /^(EPERM|EBUSY)$/.test(code ?? ''));
      if (!contended) throw error;
    }
    await breakStale(lock);
    await wait(4 + Math.random() * 16);
  }
  throw new VedetteError('MDE_STORE_BUSY', `Another process keeps the token cache ${path} locked.`, {
    advice: `Wait for it to end; if there is none, delete ${lock}.`,
  });
}

async function breakStale(lock: string): Promise<void> {
  const mark = await readMark(lock);
  if (mark === undefined || !(await isStale(lock, mark))) return;
  // Moving it aside decides between several who found it stale: only one can move it.
  const aside = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, aside);
  } catch {
    return; // Somebody else was faster.
  }
  await rm(aside, { force: true });
}

async function isStale(lock: string, mark: string): Promise<boolean> {
  const holder = parseMark(mark);
  if (holder !== undefined && holder.host === hostname() && !isAlive(holder.pid)) {
    // Between the look at the process and here the lock may have changed hands.
    return (await readMark(lock)) === mark;
  }
  try {
    return Date.now() - (await stat(lock)).mtimeMs > STALE_MS;
  } catch {
    return false; // Gone: no longer in the way.
  }
}

async function readMark(lock: string): Promise<string | undefined> {
  try {
    return await readFile(lock, 'utf8');
  } catch {
    return undefined; // Gone, or about to be.
  }
}

function parseMark(mark: string): { pid: number; host: string } | undefined {
  try {
    return JSON.parse(mark) as { pid: number; host: string };
  } catch {
    return undefined; // Its holder has created but not yet written it; age decides.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
