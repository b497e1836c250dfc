import { decodeToken, isVedetteError, type Audience, type DecodedToken } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';
import type { Column, Row } from '../define.ts';
import { audiencesOf } from './audiences.ts';

/** What one API granted, or why it gave no token. */
interface ApiGrant {
  readonly api: Audience;
  readonly granted: readonly string[];
  /** ISO 8601. */
  readonly expires: string | undefined;
  readonly error?: string | undefined;
}

/**
 * Who is signed in with the profile and what the tokens allow. Asks for a token of each API; that some have
 * none is part of the answer.
 *
 * @throws VedetteError of the first API when none of them has a token.
 */
export async function describeSignIn(context: CommandContext, force: boolean): Promise<Row> {
  const { profile, signal } = context;
  const credential = await context.credential();
  const apis: ApiGrant[] = [];
  const errors: unknown[] = [];
  let known: DecodedToken | undefined;
  const audiences = audiencesOf(profile.auth.flow);
  for (const api of audiences) {
    try {
      // One after the other: a refresh token is spent by each and replaced by the next.
      const { token, expiresAt } = await credential.token(api, { signal, force });
      const decoded = decodeToken(token);
      known ??= decoded;
      const granted = decoded?.subject === 'user' ? decoded.scopes : (decoded?.roles ?? []);
      apis.push({ api, granted, expires: new Date(expiresAt).toISOString() });
    } catch (error) {
      if (!isVedetteError(error) || error.code === 'MDE_ABORTED') throw error;
      errors.push(error);
      apis.push({ api, granted: [], expires: undefined, error: `${error.code}: ${error.message}` });
    }
  }
  if (errors.length === audiences.length) throw errors[0];
  return {
    profile: profile.name,
    flow: profile.auth.flow,
    user: known?.subject === 'user' ? (known.user ?? known.name ?? known.objectId) : undefined,
    application: known?.client ?? credential.identity.client,
    tenant: known?.tenant ?? credential.identity.tenant,
    cloud: profile.cloud,
    expires: apis
      .map(({ expires }) => expires)
      .filter((expires) => expires !== undefined)
      .toSorted()[0],
    apis,
  };
}

export const signInColumns: readonly Column[] = [
  { title: 'Profile', value: 'profile' },
  { title: 'Flow', value: 'flow' },
  { title: 'User', value: (row) => row['user'] ?? '(the application itself)' },
  { title: 'Application', value: 'application' },
  { title: 'Tenant', value: 'tenant' },
  { title: 'Cloud', value: 'cloud' },
  { title: 'Good until', value: 'expires', kind: 'time' },
  { title: 'Written to', value: 'file' },
];
