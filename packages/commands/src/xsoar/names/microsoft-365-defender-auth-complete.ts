import { isVedetteError, VedetteError } from '@vedette/sdk';
import type { XsoarCommand } from '../command.ts';
import { COMPLETE, deviceSignIn, START } from '../device-sign-in.ts';
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
    const deviceCode = await deviceSignIn(context);
    if (context.dryRun) return remark('Dry run: the code was not redeemed.');
    try {
      const { username, id } = await deviceCode.complete({ signal: context.signal });
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
