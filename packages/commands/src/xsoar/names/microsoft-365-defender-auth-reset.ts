import type { XsoarCommand } from '../command.ts';
import { COMPLETE, START } from '../device-names.ts';
import { forget } from '../forget.ts';

export const microsoft365DefenderAuthReset: XsoarCommand = {
  name: 'microsoft-365-defender-auth-reset',
  integration: 'Microsoft 365 Defender',
  summary: 'Forget the tokens and a sign-in that was begun',
  effect: 'local',
  now: ['logout'],
  arguments: [],
  run: (context) =>
    forget(context, `With a device code, run **!${START}** and **!${COMPLETE}** to sign in again.`),
};
