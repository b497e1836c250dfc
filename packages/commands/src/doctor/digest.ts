import type { Audience } from '@vedette/sdk';
import type { Row } from '../define.ts';
import type { ManifestEntry } from './manifest.ts';
import { APIS } from './permission-ids.ts';

/** A finding about a command or an action: `allowed` makes it. */
interface Subject extends Row {
  readonly check: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly missing: readonly string[];
  readonly audience?: Audience | undefined;
  readonly role?: string | undefined;
}

/** The findings for the eye: every check, and of what may be done only what may not, by permission. */
export function digest(rows: readonly Row[]): Row[] {
  const checks = rows.filter((row) => !isSubject(row));
  const subjects = rows.filter(isSubject);
  const unreachable = new Set(
    checks.filter(({ status }) => status !== 'ok').map(({ check }) => String(check)),
  );
  // Without a token nothing is known of its permissions, and the check of the token says what to do.
  const unknown = subjects.filter(
    ({ status, audience }) => status === 'fail' && unreachable.has(`token ${audience}`),
  );
  const known = subjects.filter((subject) => !unknown.includes(subject));
  return [
    ...checks,
    ...summary(subjects.length, known, unknown.length),
    ...roles(known),
    ...groups(known, 'warn', 'there by the other route only, missing'),
    ...groups(known, 'fail', 'missing'),
    ...advice(known),
  ];
}

/** The manifest for the eye: the names of the permissions in place of their ids. */
export function digestManifest(entries: readonly Row[]): Row[] {
  return (entries as readonly ManifestEntry[]).map(({ resourceAppId, resourceAccess }) => {
    const api = Object.values(APIS).find(({ appId }) => appId === resourceAppId);
    const kind = resourceAccess[0]?.type === 'Scope' ? 'scope' : 'role';
    const nameOf = (id: string): string =>
      Object.entries(api?.ids ?? {}).find(([, ids]) => ids[kind] === id)?.[0] ?? id;
    return {
      check: api?.name ?? resourceAppId,
      status: kind === 'role' ? 'application' : 'delegated',
      detail: resourceAccess.map(({ id }) => nameOf(id)).join(', '),
    };
  });
}

function isSubject(row: Row): row is Subject {
  return Array.isArray(row['missing']);
}

function summary(count: number, known: readonly Subject[], unknown: number): Row[] {
  if (count === 0) return [];
  const check = 'commands';
  const allowed = known.filter(({ status }) => status === 'ok').length;
  const advice = 'Each with its permission: vedette doctor --all';
  if (known.length === 0) {
    return [{ check, status: 'fail', detail: 'What is allowed shows once there is a token' }];
  }
  if (allowed === count)
    return [{ check, status: 'ok', detail: `All ${count} commands and actions are allowed`, advice }];
  const rest = unknown === 0 ? '' : `; of ${unknown} it is not known, for want of a token`;
  const detail = `${allowed} of ${count} commands and actions are allowed${rest}`;
  return [{ check, status: known.some(({ status }) => status === 'fail') ? 'fail' : 'warn', detail, advice }];
}

function roles(known: readonly Subject[]): Row[] {
  const names = new Set(known.filter(({ status }) => status === 'ok').flatMap(({ role }) => role ?? []));
  if (names.size === 0) return [];
  const detail = `No token shows the Defender roles of a user; these are needed besides: ${[...names].join('; ')}`;
  return [{ check: 'roles', status: 'ok', detail }];
}

/** One row for each permission that is not there. */
function groups(known: readonly Subject[], wanted: Subject['status'], what: string): Row[] {
  const rows = known.filter(({ status }) => status === wanted);
  const byPermission = Map.groupBy(rows, ({ audience, missing }) => `${audience} ${missing[0]}`);
  return [...byPermission.values()].map((group) => {
    const [{ missing, audience } = { missing: [] }] = group;
    const api = audience === undefined ? '' : `${what} in ${APIS[audience].name}: `;
    return { check: missing[0], status: wanted, detail: api + group.map(({ check }) => check).join(', ') };
  });
}

/** What to do about all of them, once, at the end. */
function advice(known: readonly Subject[]): Row[] {
  const failed = known.filter(({ status }) => status === 'fail');
  const [other] = known.filter(({ status }) => status === 'warn');
  return [
    ...(other ? [{ check: 'to do', detail: other['advice'] }] : []),
    ...(failed.length > 0
      ? [
          {
            check: 'to do',
            detail:
              'Add what you need of these permissions to the registration, have an administrator consent, then run: vedette login',
            link: failed[0]?.['link'],
          },
        ]
      : []),
  ];
}
