import { lateralMovement as family } from '@vedette/hunting/purposes';
import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { runHunts } from '../permissions.ts';
import { huntByPurpose } from '../purpose-hunt.ts';
import { askInputs, deviceInputs, fileInputs, purposeInput } from '../purpose-inputs.ts';

export const lateralMovement = defineCommand({
  id: 'hunt.lateral-movement',
  summary: 'Hunt for signs that somebody moves from device to device',
  effect: 'read',
  permissions: runHunts,
  input: z.strictObject({
    purpose: purposeInput(family),
    ...deviceInputs,
    ...fileInputs,
    moreAddressesThan: z
      .int()
      .min(0)
      .max(100_000)
      .optional()
      .describe('smb-connections: only processes that reached more addresses than this'),
    ...askInputs,
  }),
  positional: ['purpose'],
  examples: [
    { cli: 'hunt lateral-movement smb-connections --device srv-01 --since 7d', why: 'who spreads over SMB' },
    {
      cli: 'hunt lateral-movement credential-dumping --device srv-01 --exact --show-query',
      why: 'who reads the memory of LSASS, and by which query',
    },
  ],
  simulator: ['entra', 'graph', 'xdr', 'endpoint'],
  output: 'rows',
  columns: [],
  run: (context, input) => huntByPurpose(context, family, input),
});
