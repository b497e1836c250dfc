import { networkConnections as family } from '@vedette/hunting/purposes';
import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { runHunts } from '../permissions.ts';
import { huntByPurpose } from '../purpose-hunt.ts';
import { askInputs, deviceInputs, fileInputs, purposeInput } from '../purpose-inputs.ts';

export const network = defineCommand({
  id: 'hunt.network',
  summary: 'Hunt for whom a device talks to, and for encoded commands',
  effect: 'read',
  permissions: runHunts,
  input: z.strictObject({
    purpose: purposeInput(family),
    ...deviceInputs,
    ...fileInputs,
    ...askInputs,
  }),
  positional: ['purpose'],
  examples: [
    {
      cli: 'hunt network external-addresses --device srv-01 --since 1d',
      why: 'addresses outside, the busiest first',
    },
    { cli: 'hunt network encoded-commands --device srv-01', why: 'PowerShell that hides what it does' },
  ],
  simulator: ['entra', 'graph', 'xdr', 'endpoint'],
  output: 'rows',
  columns: [],
  run: (context, input) => huntByPurpose(context, family, input),
});
