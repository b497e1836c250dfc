import type { Route } from '@vedette/sdk';
import * as z from 'zod';
import type { CommandContext } from '../../context.ts';
import { defineCommand, type Permission, type Row } from '../../define.ts';
import { digest, digestManifest } from '../../doctor/digest.ts';
import { routeOption } from '../inputs.ts';

const input = z.strictObject({
  commands: z
    .array(z.string().min(1).max(80))
    .max(50)
    .optional()
    .describe('Only these commands, such as incident.list; all of them without it'),
  manifest: z
    .boolean()
    .default(false)
    .describe('Print what an application registration must ask for to run these commands, and no diagnosis'),
  permissions: z
    .enum(['application', 'delegated'])
    .optional()
    .describe(
      'For the manifest: of the application itself, or of a signed-in user. Without it: as the profile signs in',
    ),
  all: z.boolean().default(false).describe('Show each command, also the ones that are allowed'),
  fresh: z.boolean().default(false).describe('Ask for new tokens first, which show what was granted lately'),
  route: routeOption,
});

/** Flows in which a person signs in and the permissions are therefore delegated ones. */
const WITH_A_PERSON = new Set(['device-code', 'authorization-code', 'refresh-token']);

type Input = z.output<typeof input>;

export const doctor = defineCommand({
  id: 'auth.doctor',
  summary: 'Say what the sign-in may do, what is missing, and how to mend it',
  effect: 'read',
  permissions: [],
  input,
  positional: ['commands'],
  words: ['doctor'],
  profile: 'optional',
  examples: [
    { cli: 'doctor', why: 'after a 403, or before the first day' },
    {
      cli: 'doctor --manifest incident.list incident.update --json',
      why: 'the least an administrator has to grant',
    },
  ],
  simulator: ['entra'],
  output: 'rows',
  columns: [
    { title: 'Check', value: 'check' },
    { title: 'Status', value: 'status', kind: 'status' },
    { title: 'Detail', value: 'detail', wrap: true },
    { title: 'Advice', value: 'advice', below: '→' },
    { title: 'Link', value: 'link', below: '' },
  ],
  digest: (rows, { all, commands = [], manifest: bare }) => {
    if (bare) return digestManifest(rows);
    return all || commands.length > 0 ? rows : digest(rows);
  },
  run: async function* (context, input): AsyncGenerator<Row> {
    const subjects = await subjectsOf(input.commands ?? []);
    const route = input.route ?? context.findProfile()?.route ?? 'graph';
    if (input.manifest) {
      yield* manifest(context, input, subjects, route);
      return;
    }
    const [{ CHECKS, examine }, { allowed }] = await Promise.all([
      import('../../doctor/examine.ts'),
      import('../../doctor/allowed.ts'),
    ]);
    const examined = await examine(context, input.fresh);
    for (const check of CHECKS) yield* await check(examined);
    const { adminConsentUrl } = await context.credential();
    for (const subject of subjects) yield allowed(subject, examined.tokens, route, adminConsentUrl);
  },
});

interface Subject {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
}

async function subjectsOf(wanted: readonly string[]): Promise<Subject[]> {
  const { findSubjects } = await import('../../doctor/subjects.ts');
  return findSubjects(wanted);
}

async function* manifest(
  context: CommandContext,
  wish: Input,
  subjects: readonly Subject[],
  route: Route,
): AsyncGenerator<Row> {
  const { manifestOf } = await import('../../doctor/manifest.ts');
  const flow = context.findProfile()?.auth.flow ?? 'client-secret';
  const kind = wish.permissions ?? (WITH_A_PERSON.has(flow) ? 'delegated' : 'application');
  const needs = subjects.map(({ permissions }) => permissions);
  context.note(
    'With --json this is the value of requiredResourceAccess in the manifest of the registration.',
  );
  yield* manifestOf(needs, route, kind === 'application' ? 'Role' : 'Scope');
}
