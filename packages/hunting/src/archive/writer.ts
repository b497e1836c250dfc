import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Column } from '@vedette/kql';
import { lockWriter } from '@vedette/mirror';
import { noRow, TIME } from './column.ts';
import { named, openDuck, pathToRead, quoted, type Duck } from './duck.ts';
import type { ArchiveFile, Origin } from './file.ts';
import { readInstant, type Instant } from './instant.ts';
import type { Change, Manifest } from './manifest.ts';
import { columnsOf } from './table-columns.ts';
import { guarded } from './trouble.ts';

/** The one process that changes the archive. */
export interface ArchiveWriter {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly duck: Duck;
  /** For what is on its way; emptied when the next writer begins. */
  readonly scratch: string;
  readonly now: () => number;
  /** Writes the rows of a query as a file that does not count yet. */
  write(
    query: string,
    file: Pick<ArchiveFile, 'table' | 'day' | 'origin'>,
    columns: readonly Column[],
  ): Promise<ArchiveFile>;
  /** Takes one step; what fails leaves the archive as it was, without the files that were to come. */
  commit(change: Change): Promise<void>;
  /** Removes files that do not count, now and not only when nobody can be reading them any more. */
  sweep(age?: number): Promise<void>;
  close(): Promise<void>;
}

/** How long files that no longer count are kept: a hunt that began to read them may take so long, in ms. */
const GRACE = 15 * 60_000;

/** @throws VedetteError MDE_STORE_BUSY when another process is writing */
export async function openWriter(
  folder: string,
  manifest: Manifest,
  now: () => number,
): Promise<ArchiveWriter> {
  const lock = lockWriter(manifest.path);
  const scratch = join(folder, 'tmp');
  let duck: Duck;
  try {
    await guarded(folder, async () => {
      await rm(scratch, { recursive: true, force: true });
      await mkdir(scratch, { recursive: true, mode: 0o700 });
    });
    duck = await openDuck(scratch);
  } catch (error) {
    lock.release();
    throw error;
  }

  const sweep = async (age = GRACE): Promise<void> => {
    const old = manifest.dropped(now() - age);
    for (const name of old) await rm(join(folder, name), { force: true });
    manifest.forget(old);
  };

  const writer: ArchiveWriter = {
    folder,
    manifest,
    duck,
    scratch,
    now,
    write: (query, file, columns) => guarded(folder, () => writeFile(writer, query, file, columns)),
    commit: async (change) => {
      try {
        manifest.commit(change, now());
      } catch (error) {
        for (const { name } of change.add ?? []) await rm(join(folder, name), { force: true });
        throw error;
      }
    },
    sweep,
    close: async () => {
      duck.close();
      await rm(scratch, { recursive: true, force: true });
      lock.release();
    },
  };
  try {
    await guarded(folder, () => sweep());
  } catch (error) {
    await writer.close();
    throw error;
  }
  return writer;
}

async function writeFile(
  { folder, scratch, duck, manifest, now }: ArchiveWriter,
  query: string,
  { table, day, origin }: { table: string; day: string; origin: Origin },
  columns: readonly Column[],
): Promise<ArchiveFile> {
  const id = randomBytes(8).toString('hex');
  const draft = join(scratch, `${id}.parquet`);
  const name = `${table}/${day}/${id}.${origin}.parquet`;
  const path = join(folder, name);
  const timed = columns.some((column) => column.name === TIME);
  const order = timed ? `ORDER BY ${named(TIME)}` : '';
  // Every file has every column, so that any of them can be read together with any other, or alone.
  const whole = `SELECT * FROM (${query}) UNION ALL BY NAME ${noRow(columnsOf(table))}`;
  await duck.run(
    `COPY (SELECT * FROM (${whole}) ${order}) TO ${quoted(draft)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  const [found = {}] = await duck.rows(
    `SELECT count(*)::VARCHAR AS n${timed ? `, min(${named(TIME)})::VARCHAR AS first, max(${named(TIME)})::VARCHAR AS last` : ''} FROM read_parquet(${pathToRead(draft)})`,
  );
  const { bytes, sha256 } = await digest(draft);
  await settle(draft);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  manifest.plan(name, now());
  await rename(draft, path);
  // The name, too, must be on the disk before the file counts.
  for (const place of [dirname(path), join(folder, table), folder]) await settle(place);
  const time = (text: string | null | undefined): Instant | undefined =>
    text ? readInstant(text) : undefined;
  return {
    name,
    table,
    day,
    origin,
    columns: columns.map((column) => column.name),
    rows: Number(found['n']),
    bytes,
    sha256,
    first: time(found['first']),
    last: time(found['last']),
  };
}

export async function digest(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') };
}

/** Waits until a file or folder is on the disk. Windows cannot open folders for that, and writes names at once. */
async function settle(path: string): Promise<void> {
  if (process.platform === 'win32' && (await stat(path)).isDirectory()) return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
