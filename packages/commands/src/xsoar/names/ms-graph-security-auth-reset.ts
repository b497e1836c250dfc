import type { XsoarCommand } from '../command.ts';
import { forget } from '../forget.ts';

export const msGraphSecurityAuthReset: XsoarCommand = {
  name: 'ms-graph-security-auth-reset',
  integration: 'Microsoft Graph Security',
  summary: 'Forget the tokens',
  effect: 'local',
  now: ['logout'],
  arguments: [],
  run: (context) => forget(context, 'Run **!msg-auth-test** to see whether new ones can be had.'),
};
