import { VedetteError, type Interactive } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';

export const START = 'microsoft-365-defender-auth-start';
export const COMPLETE = 'microsoft-365-defender-auth-complete';

/**
 * The device code of the profile, which the integration uses unless it is given client credentials.
 *
 * @throws VedetteError MDE_INPUT for a profile that signs in otherwise.
 */
export async function deviceSignIn(
  context: CommandContext,
): Promise<Extract<Interactive, { kind: 'device-code' }>> {
  const { interactive } = await context.credential();
  if (interactive?.kind === 'device-code') return interactive;
  const { name, auth } = context.profile;
  throw new VedetteError('MDE_INPUT', `Profile ${name} signs in by ${auth.flow}, which has no device code`, {
    advice: 'Run !microsoft-365-defender-auth-test, or choose a profile with flow: device-code.',
  });
}
