import type { Audience } from '@vedette/sdk';
import { APIS } from '../permission-ids.ts';
import { fail, ok, warn, type Check, type Finding, type TokenState } from '../finding.ts';

/** Is a token to be had for each API? One API that cannot be reached does not stop the others. */
export const tokens: Check = ({ tokens }) => [...tokens].map(([audience, state]) => tokenOf(audience, state));

function tokenOf(audience: Audience, state: TokenState): Finding {
  const check = `token ${audience}`;
  const { name } = APIS[audience];
  if ('error' in state) {
    const { error } = state;
    // What a cloud or a tenant does not have is worth knowing, and no fault of the sign-in.
    const absent = error.code === 'MDE_CLOUD' || error.serviceCode === 'AADSTS500011';
    return absent
      ? warn(check, `${name}: ${error.message}`, error.advice, error.link)
      : fail(check, `${name}: ${error.message}`, error.advice, error.link);
  }
  const { claims } = state;
  if (!claims)
    return warn(check, `${name}: the token cannot be read`, 'Nothing: what it may do shows when it is used.');
  const who = claims.subject === 'user' ? `user ${claims.user ?? 'unknown'}` : 'the application itself';
  return ok(check, `${name}: signed in as ${who}`);
}
