import { join } from 'node:path';
import {
  openEngine,
  type Engine,
  type EngineOptions,
  type ParquetFile,
  type TableSource,
} from '@vedette/kql';
import type { Mirror } from '@vedette/mirror';
import { presentName } from '../archive/former-name.ts';
import type { ArchiveFile } from '../archive/file.ts';
import { TIME } from '../archive/column.ts';
import type { Archive } from '../archive/archive.ts';
import { glance } from '../archive/verify.ts';
import { mentionedTables } from './mentioned.ts';
import { MIRRORED, mirrorFiles, type MirrorFiles } from './mirror-files.ts';
import { localSchema } from './tables.ts';

export interface LocalOptions extends Omit<EngineOptions, 'schema' | 'sources'> {
  /** Absent: its tables are empty. */
  readonly archive?: Archive | undefined;
  readonly mirror?: Mirror | undefined;
  /** Leave damaged files unread, with a remark, instead of refusing the query. */
  readonly skipDamaged?: boolean | undefined;
  readonly note?: ((text: string) => void) | undefined;
}

/**
 * An engine over what archive and mirror hold of the tables that a query may read. It is for this one query: what it
 * does not mention is not opened.
 * @throws VedetteError MDE_STORE naming a damaged file
 */
export async function openLocal(query: string, options: LocalOptions): Promise<Engine> {
  const { archive, mirror, skipDamaged = false, note, ...engineOptions } = options;
  // The engine knows the tables of today under their former names, too.
  const wanted = [...new Set(mentionedTables(query).map(presentName))];
  const files = new Map<string, readonly ArchiveFile[]>();
  for (const table of archive === undefined ? [] : wanted) {
    files.set(table, await soundFiles(archive!, table, skipDamaged, note));
  }
  const paths = new Map(
    [...files].map(([table, list]) => [table, list.map(({ name }) => join(archive?.folder ?? '', name))]),
  );
  const fromMirror =
    mirror !== undefined && MIRRORED.some((table) => wanted.includes(table))
      ? await mirrorFiles(mirror, wanted, paths)
      : undefined;
  try {
    const engine = await openEngine({
      ...engineOptions,
      schema: localSchema,
      sources: sourcesOf(archive, files, fromMirror),
    });
    return {
      ...engine,
      close: async () => {
        await engine.close();
        await fromMirror?.close();
      },
    };
  } catch (error) {
    await fromMirror?.close();
    throw error;
  }
}

function sourcesOf(
  archive: Archive | undefined,
  files: ReadonlyMap<string, readonly ArchiveFile[]>,
  fromMirror: MirrorFiles | undefined,
): Map<string, TableSource> {
  const sources = new Map<string, ParquetFile[]>();
  const add = (table: string, list: readonly ParquetFile[]): void => {
    if (list.length > 0) sources.set(table, [...(sources.get(table) ?? []), ...list]);
  };
  for (const [table, list] of files) {
    add(
      table,
      list.map(({ name, first, last }) => ({
        path: join(archive?.folder ?? '', name),
        ...(first !== undefined && last !== undefined && { from: first, to: last }),
      })),
    );
  }
  for (const [table, file] of fromMirror?.files ?? []) add(table, [file]);
  return new Map([...sources].map(([table, list]) => [table, { kind: 'parquet', files: list }]));
}

/** The files of a table that a query sees: all of one with times, of a snapshot the newest. */
async function soundFiles(
  { folder, manifest }: Archive,
  table: string,
  skip: boolean,
  note: ((text: string) => void) | undefined,
): Promise<ArchiveFile[]> {
  const all = manifest.files(table);
  const timed = localSchema.get(table)?.some(({ name }) => name === TIME) ?? false;
  const seen = timed ? all : all.filter(({ day }) => day === all.at(-1)?.day);
  const sound: ArchiveFile[] = [];
  for (const file of seen) {
    const problem = await glance(folder, file);
    if (problem === undefined) sound.push(file);
    else if (skip)
      note?.(
        `${problem.message} It was left out: its ${file.rows} rows of ${table} on ${file.day} are missing.`,
      );
    else throw problem;
  }
  return sound;
}
