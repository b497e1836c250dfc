import { VedetteError, isVedetteError } from '@vedette/sdk';

// DuckDB tells of the system's errors in words only.
const FULL = /ENOSPC|EDQUOT|EFBIG|no space left|not enough space|disk full|quota exceeded|file too large/i;

/** What went wrong with a file of the archive, as an error of the closed set. */
export function archiveTrouble(path: string, error: unknown): VedetteError {
  if (isVedetteError(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  const detail = { cause: error, facts: { path } };
  if (FULL.test(text)) {
    return new VedetteError('MDE_DISK_FULL', `There is no room left to write ${path}.`, {
      ...detail,
      advice: 'Make room and run it again: it goes on where it stopped, and nothing half written counts.',
    });
  }
  return new VedetteError(
    'MDE_STORE',
    `${path} could not be read or written: ${text.split('\n')[0]}`,
    detail,
  );
}

/** A file that does not hold what was written into it. */
export function damaged(path: string, how: string, cause?: unknown): VedetteError {
  return new VedetteError('MDE_STORE', `The archive file ${path} is damaged: ${how}.`, {
    cause,
    advice:
      'Put it back from a copy; or run vedette archive verify --drop, which takes it out so that the next export reads that time again.',
    facts: { path },
  });
}

/** Runs work on a file of the archive; what the system throws becomes an error of the closed set. */
export async function guarded<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw archiveTrouble(path, error);
  }
}
