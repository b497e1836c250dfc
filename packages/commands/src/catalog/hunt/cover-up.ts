import { coverUp as family } from '@vedette/hunting/purposes';
import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { runHunts } from '../permissions.ts';
import { huntByPurpose } from '../purpose-hunt.ts';
import { askInputs, deviceInputs, fileInputs, purposeInput } from '../purpose-inputs.ts';

export const coverUp = defineCommand({
  id: 'hunt.cover-up',
  summary: 'Hunt for traces that were removed, and for what an account did',
  effect: 'read',
  permissions: runHunts,
  input: z.strictObject({
    purpose: purposeInput(family),
    ...deviceInputs,
    ...fileInputs,
    user: z
      .array(z.string().trim().min(1).max(320))
      .min(1)
      .max(100)
      .optional()
      .describe('Names of accounts, without the domain; for the hunts about an account'),
    ...askInputs,
  }),
  positional: ['purpose'],
  examples: [
    { cli: 'hunt cover-up event-log-cleared --device srv-01', why: 'who cleared an event log' },
    {
      cli: 'hunt cover-up connected-devices --user eve --exact --since 7d',
      why: 'where an account was used',
    },
  ],
  simulator: ['entra', 'graph', 'xdr', 'endpoint'],
  output: 'rows',
  columns: [],
  run: (context, input) => huntByPurpose(context, family, input),
});
