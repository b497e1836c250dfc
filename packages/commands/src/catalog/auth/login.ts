import { brokerConsentUrl, VedetteError } from '@vedette/sdk';
import * as z from 'zod';
import type { CommandContext } from '../../context.ts';
import { defineCommand } from '../../define.ts';
import { describeSignIn, signInColumns } from '../grants.ts';
import { signInInputs } from '../sign-in-inputs.ts';
import { findTarget } from '../sign-in-target.ts';
import { signInAsPerson } from '../sign-in-person.ts';

const input = z.strictObject({
  ...signInInputs,
  code: z
    .string()
    .min(1)
    .max(10_000)
    .optional()
    .describe('The address of the page the browser ended on after vedette login-url, or the code in it'),
});

export const login = defineCommand({
  id: 'auth.login',
  summary: 'Sign in, and keep what it takes in a profile',
  effect: 'local',
  permissions: [],
  input,
  words: ['login'],
  profile: 'new',
  examples: [
    { cli: 'login', why: 'with the profile in use, or by device code on a new machine' },
    {
      cli: 'login --flow client-secret --tenant contoso.com --client-id 1b1f0000-0000-4000-8000-000000000001 --secret-env CONTOSO_SECRET',
      why: 'a service',
    },
    { cli: 'login --flow managed-identity', why: 'on Azure' },
  ],
  simulator: ['entra', 'imds', 'broker'],
  output: 'record',
  columns: signInColumns,
  run: async (context, input) => {
    const { code, ...wish } = input;
    if ((wish.flow ?? context.findProfile()?.auth.flow) === 'broker')
      showBrokerConsent(context, wish.clientId);
    const target = await findTarget(context, wish);
    const at = context.withProfile(target.profile);
    if (context.dryRun) {
      return {
        dryRun: true,
        changed: 'nothing',
        profile: target.profile.name,
        flow: target.profile.auth.flow,
      };
    }
    const { interactive } = await at.credential();
    if (code !== undefined) {
      if (interactive?.kind !== 'authorization-code') {
        throw new VedetteError('MDE_INPUT', `code: flow ${target.profile.auth.flow} takes no code`, {
          advice: 'It belongs to the flow authorization-code.',
          facts: { argument: 'code' },
        });
      }
      await interactive.redeem(code, { signal: context.signal });
    } else if (interactive) {
      await signInAsPerson(at, interactive);
    }
    const described = await describeSignIn(at, interactive === undefined);
    const file = await target.save();
    return { ...described, file };
  },
});

/** The application is not ours to use before an administrator let it into the tenant. */
function showBrokerConsent(context: CommandContext, id: string | undefined): void {
  const known = context.findProfile()?.auth;
  const url = brokerConsentUrl(id ?? (known?.flow === 'broker' ? known.id : ''));
  context.show(
    `An administrator first lets the application into the tenant here, and receives ID, Token and Key:\n${url}`,
  );
}
