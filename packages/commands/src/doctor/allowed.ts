import type { Audience } from '@vedette/sdk';
import type { Permission } from '../define.ts';
import type { Route } from '@vedette/sdk';
import { fail, ok, warn, type Finding, type TokenState } from './finding.ts';
import { APIS } from './permission-ids.ts';

interface Subject {
  /** What is typed, or the summary of an action that has no command yet. */
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/**
 * May the tokens do this? Read from their claims: nothing is tried. Where several APIs offer it, one that is
 * granted is enough, and the route of the profile says whether that is the one that will be asked.
 *
 * @param consentUrl where an administrator grants what the registration asks for.
 */
export function allowed(
  { name, permissions }: Subject,
  tokens: ReadonlyMap<Audience, TokenState>,
  route: Route = 'auto',
  consentUrl?: string,
): Finding {
  if (permissions.length === 0) return { ...ok(name, 'Needs no permission'), missing: [] };
  const verdicts = permissions.map((permission) => verdictOf(permission, tokens.get(permission.audience)));
  const granted = verdicts.filter((verdict) => verdict.granted);
  // Most actions are offered by one API only: there the route has no say.
  const onIt = verdicts.filter(({ permission }) => onRoute(permission.audience, route));
  const asked = onIt.length > 0 ? onIt : verdicts;
  const good = asked.find((verdict) => verdict.granted);
  const [way = verdicts[0]!] = asked;
  if (good) {
    const role =
      good.delegated && good.permission.role ? ` The user also needs the role: ${good.permission.role}.` : '';
    return {
      ...ok(name, `${good.held} (${APIS[good.permission.audience].name}).${role}`),
      missing: [],
      ...(role === '' ? {} : { role: good.permission.role }),
    };
  }
  const missing = [leastOf(way)];
  const other = granted[0];
  if (other) {
    return {
      ...warn(
        name,
        `${leastOf(way)} of ${APIS[way.permission.audience].name} is missing; ${other.held} of ${APIS[other.permission.audience].name} is there`,
        `Use --route ${other.permission.audience === 'graph' ? 'graph' : 'native'} or route: auto, or grant the missing one.`,
      ),
      missing,
      audience: way.permission.audience,
    };
  }
  return {
    ...fail(name, missingText(way), adviceFor(way), consentUrl),
    missing,
    audience: way.permission.audience,
    application: way.permission.application,
    delegated: way.permission.delegated,
    role: way.permission.role,
  };
}

interface Verdict {
  readonly permission: Permission;
  readonly granted: boolean;
  readonly held: string | undefined;
  readonly delegated: boolean;
  readonly error: string | undefined;
}

function verdictOf(permission: Permission, state: TokenState | undefined): Verdict {
  const claims = state && 'claims' in state ? state.claims : undefined;
  const error = state && 'error' in state ? state.error.message : undefined;
  if (!claims) return { permission, granted: false, held: undefined, delegated: false, error };
  const delegated = claims.subject === 'user';
  const needed = delegated ? permission.delegated : permission.application;
  const has = (delegated ? claims.scopes : claims.roles).map((name) => name.toLowerCase());
  const held = needed.find((name) => has.includes(name.toLowerCase()));
  return { permission, granted: held !== undefined, held, delegated, error };
}

function onRoute(audience: Audience, route: Route): boolean {
  return route === 'auto' || (route === 'graph') === (audience === 'graph');
}

function leastOf({ permission, delegated }: Verdict): string {
  return (delegated ? permission.delegated : permission.application)[0] ?? 'a permission';
}

function missingText({ permission, error }: Verdict): string {
  const { name } = APIS[permission.audience];
  const app = permission.application.join(' or ');
  const user = permission.delegated.join(' or ');
  const missing = `Missing in ${name}: ${app} for the application itself, ${user} for a signed-in user`;
  return error === undefined ? missing : `${missing} (no token: ${error})`;
}

function adviceFor(verdict: Verdict): string {
  const role =
    verdict.delegated && verdict.permission.role
      ? ` The user also needs the Defender role: ${verdict.permission.role}.`
      : '';
  return `Add ${leastOf(verdict)} to the registration, have an administrator consent, then run: vedette login.${role}`;
}
