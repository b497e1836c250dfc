import * as z from 'zod';
import { defineCommand } from '../../define.ts';

export const logout = defineCommand({
  id: 'auth.logout',
  summary: 'Forget the tokens of the profile; the profile itself stays',
  effect: 'local',
  permissions: [],
  input: z.strictObject({
    all: z.boolean().default(false).describe('Forget the tokens of every profile on this machine'),
  }),
  words: ['logout'],
  profile: 'optional',
  examples: [
    { cli: 'logout', why: 'leave a shared machine' },
    { cli: 'logout --all', why: 'also when the key of the token cache is lost' },
  ],
  simulator: [],
  output: 'record',
  columns: [{ title: 'Forgotten', value: 'forgotten' }],
  run: async (context, { all }) => {
    const forgotten = all ? 'every profile' : context.profile.name;
    if (context.dryRun) return { dryRun: true, changed: 'nothing', forgotten };
    if (all) await context.tokens().clear();
    else await (await context.credential()).drop();
    return { forgotten };
  },
});
