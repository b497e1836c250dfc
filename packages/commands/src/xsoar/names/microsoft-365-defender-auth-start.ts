import { VedetteError } from '@vedette/sdk';
import { firstAudience } from '../../catalog/sign-in-person.ts';
import type { XsoarCommand } from '../command.ts';
import { COMPLETE, START } from '../device-names.ts';
import { remark } from '../entry.ts';
import { escapeMarkdown } from '../table.ts';

export const microsoft365DefenderAuthStart: XsoarCommand = {
  name: START,
  integration: 'Microsoft 365 Defender',
  summary: 'Begin to sign in by device code',
  effect: 'local',
  now: ['login'],
  arguments: [],
  run: async (context) => {
    const { interactive } = await context.credential();
    if (interactive?.kind !== 'device-code') {
      const { name, auth } = context.profile;
      throw new VedetteError(
        'MDE_INPUT',
        `Profile ${name} signs in by ${auth.flow}, which has no device code`,
        {
          advice: 'Run !microsoft-365-defender-auth-test, or choose a profile with flow: device-code.',
        },
      );
    }
    if (context.dryRun) return remark('Dry run: no code was asked for.');
    const { userCode, verificationUri, expiresAt } = await interactive.start({
      audience: firstAudience(context),
      signal: context.signal,
    });
    const until = new Date(expiresAt).toISOString();
    const readable = [
      '### Sign in',
      `1. Open ${escapeMarkdown(verificationUri)} and enter the code **${escapeMarkdown(userCode)}**.`,
      `2. Then run **!${COMPLETE}**.`,
      '',
      `The code is good until ${until}.`,
    ].join('\n');
    return { outputs: {}, readable, raw: { userCode, verificationUri, expiresAt: until } };
  },
};
