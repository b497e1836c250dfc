import { isVedetteError, VedetteError, type Changed } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';
import type { Row } from '../define.ts';
import { rehearse } from './rehearsal.ts';

interface Steps {
  readonly change: (() => Promise<Row>) | undefined;
  readonly comment: (() => Promise<unknown>) | undefined;
  /** The record as it stands, when there was only a comment. */
  readonly read: () => Promise<Row>;
}

/**
 * Makes a change and then adds a comment: two requests, so the second may fail when the first is done, and
 * the error says so.
 *
 * @throws VedetteError MDE_INPUT when there is nothing to do.
 */
export async function changeThenComment(context: CommandContext, steps: Steps): Promise<Row> {
  const { change, comment, read } = steps;
  if (!change && !comment) {
    throw new VedetteError('MDE_INPUT', 'Nothing to change was given', {
      advice: 'Give at least one field to change, or a comment.',
    });
  }
  if (context.dryRun) return rehearse([change, comment].filter((step) => step !== undefined));
  const changed = change && (await change());
  if (!comment) return changed ?? {};
  try {
    const comments = await comment();
    return { ...(changed ?? (await read())), comments };
  } catch (error) {
    if (!changed || !isVedetteError(error)) throw error;
    throw withChanged(
      error,
      'something',
      `The change was made, but the comment was not added: ${error.message}`,
    );
  }
}

/** The same error, told by somebody who knows more about what was changed. */
function withChanged(error: VedetteError, changed: Changed, message: string): VedetteError {
  const { advice, link, status, serviceCode, requestId, retryAfterMs, facts } = error;
  return new VedetteError(error.code, message, {
    advice,
    link,
    status,
    serviceCode,
    requestId,
    retryAfterMs,
    facts,
    changed,
    cause: error,
  });
}
