import { isVedetteError, VedetteError } from '../error.ts';

/** What went wrong with a file, for a person. @param what begins the sentence: "The token cache". */
export function fileError(error: unknown, path: string, what: string): unknown {
  if (isVedetteError(error) || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new VedetteError('MDE_DISK_FULL', `${what} ${path} could not be written: the disk is full.`, {
      cause: error,
    });
  }
  return new VedetteError('MDE_STORE', `${what} ${path} cannot be used (${code}).`, { cause: error });
}
