import { isVedetteError, VedetteError } from '@vedette/sdk';
import { firstAudience } from '../../catalog/sign-in-person.ts';
import type { XsoarCommand } from '../command.ts';
import { COMPLETE, START } from '../device-names.ts';
import { remark } from '../entry.ts';
import { escapeMarkdown } from '../table.ts';

export const microsoft365DefenderAuthComplete: XsoarCommand = {
  name: COMPLETE,
  integration: 'Microsoft 365 Defender',
  summary: 'Finish the sign-in that was begun, once it is done in the browser',
  effect: 'local',
  now: ['login'],
  arguments: [],
  run: async (context) => {
    const credential = await context.credential();
    const { interactive } = credential;
    if (context.dryRun) return remark('Dry run: the code was not redeemed.');
    // As in the integration: without a device code there is nothing to wait for, and a token tells whether it works.
    if (interactive?.kind !== 'device-code') {
      await credential.token(firstAudience(context), { signal: context.signal });
      return remark(`Profile ${escapeMarkdown(context.profile.name)} has a token.`);
    }
    try {
      const { username, id } = await interactive.complete({ signal: context.signal });
      return remark(`Signed in as ${escapeMarkdown(username ?? id)}.`);
    } catch (error) {
      throw explained(error);
    }
  },
};

/** The two usual cases get the step that follows, in the names of this place. */
function explained(error: unknown): unknown {
  if (!isVedetteError(error)) return error;
  if (error.facts['error'] === 'authorization_pending') {
    return new VedetteError('MDE_SIGN_IN_REQUIRED', 'The sign-in is not finished in the browser yet', {
      advice: `Finish it there, then run !${COMPLETE} again.`,
      serviceCode: error.serviceCode,
      requestId: error.requestId,
      facts: error.facts,
      cause: error,
    });
  }
  if (error.code !== 'MDE_SIGN_IN_REQUIRED' && error.code !== 'MDE_SIGN_IN_EXPIRED') return error;
  return new VedetteError(error.code, error.message, { advice: `Run !${START} first.`, cause: error });
}
