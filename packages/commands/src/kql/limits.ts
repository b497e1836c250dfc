import type { RunOptions } from '@vedette/kql';
import type { CommandContext } from '../context.ts';

/** When a query on this machine ends before its end: at the caller's word, or when its time is over. */
export function limitsOf({ signal, timeoutMs }: Pick<CommandContext, 'signal' | 'timeoutMs'>): RunOptions {
  return { signal, ...(timeoutMs !== undefined && { timeout: timeoutMs }) };
}
