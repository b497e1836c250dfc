import { isVedetteError, VedetteError } from '@vedette/sdk';

/** Whatever was thrown, as an error of the closed set. */
export function asVedetteError(error: unknown, signal: AbortSignal): VedetteError {
  if (isVedetteError(error)) return error;
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new VedetteError('MDE_DISK_FULL', 'There is no room left to write to', { cause: error });
  if (signal.aborted) return new VedetteError('MDE_ABORTED', 'Stopped at your request', { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  return new VedetteError('MDE_INTERNAL', `Something unexpected happened: ${reason}`, {
    changed: 'unknown',
    cause: error,
  });
}
