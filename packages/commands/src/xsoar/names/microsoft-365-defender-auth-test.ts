import { isVedetteError, VedetteError } from '@vedette/sdk';
import { firstAudience } from '../../catalog/sign-in-person.ts';
import type { XsoarCommand } from '../command.ts';
import { COMPLETE, START } from '../device-names.ts';
import { remark } from '../entry.ts';
import { escapeMarkdown } from '../table.ts';

export const microsoft365DefenderAuthTest: XsoarCommand = {
  name: 'microsoft-365-defender-auth-test',
  integration: 'Microsoft 365 Defender',
  summary: 'Find out whether a token can be had, without asking Defender',
  effect: 'read',
  now: ['whoami', 'doctor'],
  arguments: [],
  run: async (context) => {
    const credential = await context.credential();
    try {
      await credential.token(firstAudience(context), { signal: context.signal });
    } catch (error) {
      if (!isVedetteError(error) || error.code !== 'MDE_SIGN_IN_REQUIRED') throw error;
      throw new VedetteError(error.code, error.message, {
        advice: `Run !${START}, sign in, then run !${COMPLETE}.`,
        cause: error,
      });
    }
    return remark(`Success: profile ${escapeMarkdown(context.profile.name)} has a token.`);
  },
};
