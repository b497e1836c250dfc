import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isVedetteError, type VedetteError } from '@vedette/sdk';
import { pathToRead } from './duck.ts';
import type { ArchiveFile } from './file.ts';
import { endOf, startOf } from './instant.ts';
import { archiveTrouble, damaged } from './trouble.ts';
import { digest, type ArchiveWriter } from './writer.ts';

const MAGIC = 'PAR1';

export interface Verified {
  readonly file: ArchiveFile;
  /** Absent: the file is as it was written. */
  readonly problem: VedetteError | undefined;
}

/** A look at a file before it is read: is it there, as long as it was, and does it begin and end as Parquet? */
export async function glance(folder: string, file: ArchiveFile): Promise<VedetteError | undefined> {
  const path = join(folder, file.name);
  try {
    const { size } = await stat(path);
    if (size !== file.bytes) return damaged(path, `it has ${size} bytes instead of ${file.bytes}`);
    const handle = await open(path);
    try {
      const ends = await Promise.all(
        [0, size - MAGIC.length].map(
          async (at) => (await handle.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, at)).buffer,
        ),
      );
      if (ends.some((end) => end.toString('latin1') !== MAGIC))
        return damaged(path, 'it is not Parquet any more');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return damaged(path, 'it is not there', error);
    return archiveTrouble(path, error);
  }
  return undefined;
}

/** Compares every byte of every file with what was written. */
export async function* verify(writer: ArchiveWriter): AsyncGenerator<Verified> {
  for (const file of writer.manifest.files()) yield { file, problem: await problemOf(writer, file) };
}

/** Takes a damaged file out; what it held of the cloud is a gap from then on, which the next export fills if it can. */
export async function dropDamaged(writer: ArchiveWriter, file: ArchiveFile): Promise<void> {
  const { table, day, origin } = file;
  const span = { from: startOf(day), until: endOf(day) };
  await writer.commit({ drop: [file.name], ...(origin === 'export' && { uncover: { table, span } }) });
}

async function problemOf(
  { folder, duck }: ArchiveWriter,
  file: ArchiveFile,
): Promise<VedetteError | undefined> {
  const seen = await glance(folder, file);
  if (seen) return seen;
  const path = join(folder, file.name);
  try {
    if ((await digest(path)).sha256 !== file.sha256)
      return damaged(path, 'its content is not what was written');
    const [found = {}] = await duck.rows(
      `SELECT count(*)::VARCHAR AS n FROM read_parquet(${pathToRead(path)})`,
    );
    if (Number(found['n']) !== file.rows)
      return damaged(path, `it has ${found['n']} rows instead of ${file.rows}`);
  } catch (error) {
    return isVedetteError(error) && error.code === 'MDE_DISK_FULL'
      ? error
      : damaged(path, 'it cannot be read', error);
  }
  return undefined;
}
