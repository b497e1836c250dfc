import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { openMirror } from '../../src/index.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { freshPath, freshStore, incident } from './sample.ts';

const write = { route: 'graph', now: 1 } as const;
const holder = fileURLToPath(new URL('lock-holder.ts', import.meta.url));

it('says that there is no mirror yet, and makes none unasked', async () => {
  const path = freshPath();
  await expect(openMirror(path)).rejects.toMatchObject({
    code: 'MDE_STORE',
    advice: 'Run: vedette mirror fetch',
  });
  expect(statSync(path, { throwIfNoEntry: false })).toBeUndefined();
});

it.skipIf(process.platform === 'win32')('makes a file that only its owner can read', () => {
  const { path } = freshStore();
  expect(statSync(path).mode & 0o077).toBe(0);
});

it('refuses a store of a newer version, naming both, and leaves it alone', () => {
  const path = freshPath();
  openStore(path, { create: true }).close();
  const db = new DatabaseSync(path);
  db.exec('PRAGMA user_version = 9');
  db.close();
  expect(() => openStore(path)).toThrow(
    expect.objectContaining({ code: 'MDE_STORE_VERSION', facts: { path, found: 9, known: 2 } }),
  );
  expect(() => openStore(path)).toThrow(/version 9; .* up to 2/);
});

it("refuses somebody else's database", () => {
  const path = freshPath();
  const db = new DatabaseSync(path);
  db.exec('CREATE TABLE bookmarks (url TEXT)');
  db.close();
  expect(() => openStore(path, { create: true })).toThrow(expect.objectContaining({ code: 'MDE_STORE' }));
});

it('refuses a file that is no database, and a folder', () => {
  const path = freshPath();
  writeFileSync(
    path,
    'this is a text, and a rather long one, so that it is not taken for an empty database'.repeat(20),
  );
  expect(() => openStore(path)).toThrow(expect.objectContaining({ code: 'MDE_STORE' }));
  expect(() => openStore(`${path}/below/a/file`, { create: true })).toThrow(
    expect.objectContaining({ code: 'MDE_STORE' }),
  );
});

it('says that a damaged store is damaged', () => {
  const path = freshPath();
  const store = openStore(path, { create: true });
  store.writePage({ ...write, incidents: Array.from({ length: 300 }, (_, n) => incident(String(n), 1)) });
  store.close();
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 16_384 * 2);
  writeFileSync(path, bytes);
  expect(() => {
    const damaged = openStore(path);
    try {
      for (const one of damaged.incidents({ withAlerts: true })) expect(one.id).toBeDefined();
    } finally {
      damaged.close();
    }
  }).toThrow(expect.objectContaining({ code: 'MDE_STORE' }));
});

it('says that the disk is full, keeps what was stored, and goes on when there is room', () => {
  const path = freshPath();
  openStore(path, { create: true }).close();
  const small = openStore(path, { maxPages: 60 });
  const big = 'x'.repeat(20_000);
  let stored = 0;
  expect(() => {
    for (; stored < 1000; stored += 1) {
      small.writePage({
        ...write,
        incidents: [incident(String(stored), 1, { description: big })],
        cursor: { origin: 0, position: stored + 1 },
      });
    }
  }).toThrow(expect.objectContaining({ code: 'MDE_DISK_FULL', changed: 'nothing' }));
  expect(small.totals()).toMatchObject({ incidents: stored, versions: stored, outbox: { total: stored } });
  expect(small.progress.cursor()?.position).toBe(stored);
  small.close();
  const roomy = freshStore({ path });
  roomy.writePage({ ...write, incidents: [incident(String(stored), 1)] });
  expect(roomy.totals().incidents).toBe(stored + 1);
});

it('lets one process fetch at a time; others may read; a killed one leaves no lock behind', async () => {
  const path = freshPath();
  const store = freshStore({ path });
  const child = spawn(process.execPath, ['--conditions=source', holder, path], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  expect(() => store.lock()).toThrow(expect.objectContaining({ code: 'MDE_STORE_BUSY', facts: { path } }));
  expect(store.totals().incidents).toBe(1);
  child.kill('SIGKILL');
  await once(child, 'exit');
  store.lock().release();
});

it("lets Node's remark about its SQLite not reach the person, and no other warning be lost", async () => {
  const { stderr } = await promisify(execFile)(process.execPath, [
    '--conditions=source',
    '--input-type=module',
    '-e',
    `const { openMirror } = await import(${JSON.stringify(new URL('../../src/index.ts', import.meta.url).href)});
     (await openMirror(${JSON.stringify(freshPath())}, { create: true })).close();
     process.emitWarning('another one', 'ExperimentalWarning');`,
  ]);
  expect(stderr).not.toContain('SQLite');
  expect(stderr).toContain('another one');
});
