import { VedetteError } from '@vedette/sdk';
import { dayOf, instantOf, later, startOf, type Instant } from './instant.ts';
import type { ArchiveFile } from './file.ts';
import type { Manifest } from './manifest.ts';
import type { ArchiveWriter } from './writer.ts';

export interface Pruned {
  readonly table: string;
  /** Of which days rows were removed. */
  readonly from: string;
  readonly through: string;
  readonly files: number;
  readonly rows: number;
  readonly bytes: number;
}

/** A clock may be so far ahead of everything the archive has seen before it is not believed. */
const BELIEVED = 2 * 86_400_000;

/**
 * The first day to keep, by the clock here; but a clock that jumped ahead must not empty an archive, so it counts
 * only up to two days past the newest moment that the archive knows of.
 */
export function firstDayKept(
  manifest: Manifest,
  keep: number,
  now: number,
): { day: string; doubted: boolean } {
  const seen = manifest
    .tables()
    .flatMap((table) => manifest.files(table).map((file) => file.last ?? startOf(file.day)))
    .reduce((newest: Instant, one) => later(newest, one), manifest.fact('cloudTime') ?? '');
  const believed = seen === '' ? now : Math.min(now, Date.parse(seen.slice(0, 23) + 'Z') + BELIEVED);
  return { day: dayOf(instantOf(believed - keep)), doubted: believed < now };
}

/** What would be removed: all files of days before this one. */
export function prunable(manifest: Manifest, before: string, tables?: readonly string[]): Pruned[] {
  return (tables ?? manifest.tables()).flatMap((table) => {
    const files = filesBefore(manifest, table, before);
    if (files.length === 0) return [];
    return [
      {
        table,
        from: files[0]!.day,
        through: files.at(-1)!.day,
        files: files.length,
        rows: files.reduce((sum, { rows }) => sum + rows, 0),
        bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      },
    ];
  });
}

/** Removes what `prunable` says, table by table, and its files at once. */
export async function prune(
  writer: ArchiveWriter,
  before: string,
  tables?: readonly string[],
): Promise<Pruned[]> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(before)) throw new VedetteError('MDE_INTERNAL', `${before} is no day`);
  const pruned = prunable(writer.manifest, before, tables);
  for (const { table } of pruned) {
    await writer.commit({
      drop: filesBefore(writer.manifest, table, before).map(({ name }) => name),
      uncover: { table, span: { from: startOf('0001-01-01'), until: startOf(before) } },
    });
  }
  await writer.sweep(0);
  return pruned;
}

function filesBefore(manifest: Manifest, table: string, before: string): ArchiveFile[] {
  return manifest.files(table).filter(({ day }) => day < before);
}
