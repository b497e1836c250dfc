import * as z from 'zod';
import { VedetteError } from '@vedette/sdk';
import { defineCommand } from '../../define.ts';
import { signInInputs } from '../sign-in-inputs.ts';
import { firstAudience } from '../sign-in-person.ts';
import { findTarget } from '../sign-in-target.ts';

export const loginUrl = defineCommand({
  id: 'auth.login-url',
  summary: 'Print the address to sign in at, for a browser that cannot come back here',
  effect: 'local',
  permissions: [],
  input: z.strictObject({
    ...signInInputs,
    prompt: z
      .enum(['login', 'consent', 'select_account', 'none'])
      .optional()
      .describe('What the page must ask for; consent after permissions were added'),
  }),
  words: ['login-url'],
  profile: 'new',
  examples: [
    {
      cli: 'login-url --flow authorization-code --tenant contoso.com --client-id 1b1f0000-0000-4000-8000-000000000001 --redirect-uri https://localhost/myapp',
      why: 'then sign in there and run: vedette login --code ADDRESS',
    },
  ],
  simulator: ['entra'],
  output: 'record',
  columns: [
    { title: 'Address', value: 'url' },
    { title: 'Then', value: 'next' },
  ],
  run: async (context, input) => {
    const { prompt, ...wish } = input;
    const target = await findTarget(context, wish);
    const at = context.withProfile(target.profile);
    const { interactive } = await at.credential();
    if (interactive?.kind !== 'authorization-code') {
      throw new VedetteError('MDE_INPUT', `flow: ${target.profile.auth.flow} has no address to sign in at`, {
        advice: 'Use --flow authorization-code.',
        facts: { argument: 'flow' },
      });
    }
    const url = await interactive.loginUrl({ audience: firstAudience(at), prompt });
    const file = context.dryRun ? undefined : await target.save();
    return { url, next: "vedette login --code 'ADDRESS OF THE PAGE IT ENDS ON'", file };
  },
});
