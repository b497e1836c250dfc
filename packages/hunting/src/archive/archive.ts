import { resolve } from 'node:path';
import { openManifest, type Manifest } from './manifest.ts';
import { openWriter, type ArchiveWriter } from './writer.ts';

export interface Archive {
  readonly folder: string;
  readonly manifest: Manifest;
  /** @throws VedetteError MDE_STORE_BUSY when another process is writing */
  writer(): Promise<ArchiveWriter>;
  close(): void;
}

export interface ArchiveOptions {
  /** Make the archive when there is none. Default false. */
  readonly create?: boolean | undefined;
  /** Epoch milliseconds. */
  readonly now?: (() => number) | undefined;
}

/**
 * The archive of one tenant. Any number of processes may read it while one writes.
 * @throws VedetteError MDE_STORE, MDE_STORE_VERSION, MDE_STORE_BUSY, MDE_DISK_FULL
 */
export function openArchive(path: string, { create = false, now = Date.now }: ArchiveOptions = {}): Archive {
  const folder = resolve(path);
  const manifest = openManifest(folder, create);
  return {
    folder,
    manifest,
    writer: () => openWriter(folder, manifest, now),
    close: () => manifest.close(),
  };
}
