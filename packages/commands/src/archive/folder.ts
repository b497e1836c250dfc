import { dirname, join } from 'node:path';
import { extname } from 'node:path';
import type { Archive } from '@vedette/hunting/archive';
import type { CommandContext } from '../context.ts';
import type { Profile } from '../profile/profile.ts';

/** The archive of a profile: where it says, or beside its mirror, so that two tenants never share one. */
export function archiveFolder({ archive, store }: Pick<Profile, 'archive' | 'store'>): string {
  return archive ?? `${store.slice(0, store.length - extname(store).length)}.archive`;
}

/** The folder of scheduled hunts: `--dir`, or `hunts` beside `vedette.yaml`. */
export function huntsFolder(
  { configFile }: Pick<CommandContext, 'configFile'>,
  dir: string | undefined,
): string {
  return dir ?? join(dirname(configFile), 'hunts');
}

/** Works with the archive and closes it. @throws VedetteError MDE_STORE when there is none and none is to be made */
export async function* withArchive<T>(
  context: CommandContext,
  options: { create?: boolean },
  work: (archive: Archive) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const { openArchive } = await import('@vedette/hunting/archive');
  const archive = openArchive(archiveFolder(context.profile), { ...options, now: () => context.now() });
  try {
    yield* work(archive);
  } finally {
    archive.close();
  }
}
