import { VedetteError } from '@vedette/sdk';
import { firstAudience } from '../../catalog/sign-in-person.ts';
import type { XsoarCommand } from '../command.ts';
import { remark } from '../entry.ts';

export const msgGenerateLoginUrl: XsoarCommand = {
  name: 'msg-generate-login-url',
  integration: 'Microsoft Graph Security',
  summary: 'Print the address to sign in at',
  effect: 'local',
  now: ['login-url'],
  arguments: [],
  run: async (context) => {
    const { interactive } = await context.credential();
    if (interactive?.kind !== 'authorization-code') {
      const { name, auth } = context.profile;
      throw new VedetteError('MDE_INPUT', `Profile ${name} signs in by ${auth.flow}, which has no address`, {
        advice: 'Choose a profile with flow: authorization-code.',
      });
    }
    if (context.dryRun) return remark('Dry run: no sign-in was begun.');
    const url = await interactive.loginUrl({ audience: firstAudience(context) });
    const readable = [
      '### Sign in',
      `1. Open the [sign-in page](${url}).`,
      '2. Then run `vedette login --code ADDRESS` with the address of the page it ends on.',
    ].join('\n');
    return { outputs: {}, readable, raw: { url } };
  },
};
