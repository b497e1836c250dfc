import { decodeToken, isVedetteError, type Audience } from '@vedette/sdk';
import { audiencesOf } from '../catalog/audiences.ts';
import type { CommandContext } from '../context.ts';
import { stateFolder } from '../profile/paths.ts';
import { audience } from './checks/audience.ts';
import { clock } from './checks/clock.ts';
import { cloud } from './checks/cloud.ts';
import { credential as expiry } from './checks/credential.ts';
import { files } from './checks/files.ts';
import { tokens } from './checks/tokens.ts';
import { way } from './checks/way.ts';
import type { Check, Examined, TokenState } from './finding.ts';

/** In the order in which they are told. */
export const CHECKS: readonly Check[] = [tokens, audience, cloud, clock, expiry, way, files];

/** Gathers what the checks look at: asks for one token of each API and for the time, and for nothing else. */
export async function examine(context: CommandContext, fresh: boolean): Promise<Examined> {
  const { profile, environment, signal } = context;
  const credential = await context.credential();
  const found = new Map<Audience, TokenState>();
  for (const api of audiencesOf(profile.auth.flow)) {
    // One after the other: a refresh token is spent by each and replaced by the next.
    found.set(api, await tokenState(credential, api, fresh, signal));
  }
  const serverTime = await serverTimeOf(context);
  return {
    profile,
    cloud: context.cloud(),
    credential,
    tokens: found,
    environment,
    now: context.now(),
    serverTime,
    signal,
    stateFolder: stateFolder({ environment }),
    configFile: context.configFile,
    warnings: context.warnings,
  };
}

async function tokenState(
  credential: Examined['credential'],
  api: Audience,
  force: boolean,
  signal: AbortSignal,
): Promise<TokenState> {
  try {
    const { token } = await credential.token(api, { signal, force });
    return { claims: decodeToken(token) };
  } catch (error) {
    if (!isVedetteError(error) || error.code === 'MDE_ABORTED') throw error;
    return { error };
  }
}

/** The `Date` of the public metadata of the tenant, which needs no sign-in. */
async function serverTimeOf(context: CommandContext): Promise<number | undefined> {
  const http = await context.identityHttp();
  const tenant = encodeURIComponent(context.profile.tenant);
  try {
    const { headers } = await http({
      method: 'GET',
      url: `${context.cloud().login}/${tenant}/v2.0/.well-known/openid-configuration`,
      signal: context.signal,
    });
    const time = Date.parse(headers['date'] ?? '');
    return Number.isNaN(time) ? undefined : time;
  } catch (error) {
    // That the login service cannot be reached is what the check of the tokens tells already.
    if (isVedetteError(error) && error.code !== 'MDE_ABORTED') return undefined;
    throw error;
  }
}
