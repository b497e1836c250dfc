import { persistence as family } from '@vedette/hunting/purposes';
import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { runHunts } from '../permissions.ts';
import { huntByPurpose } from '../purpose-hunt.ts';
import { askInputs, deviceInputs, fileInputs, purposeInput } from '../purpose-inputs.ts';

export const persistence = defineCommand({
  id: 'hunt.persistence',
  summary: 'Hunt for signs that somebody means to stay',
  effect: 'read',
  permissions: runHunts,
  input: z.strictObject({
    purpose: purposeInput(family),
    ...deviceInputs,
    ...fileInputs,
    commandLine: z
      .string()
      .min(1)
      .max(2000)
      .optional()
      .describe('registry-entry: what the command line of the process that set the value holds'),
    ...askInputs,
  }),
  positional: ['purpose'],
  examples: [
    {
      cli: 'hunt persistence scheduled-job --device srv-01 --since 7d',
      why: 'tasks that somebody other than the system made',
    },
    {
      cli: "hunt persistence registry-entry --device srv-01 --command-line 'reg add'",
      why: 'what was written by reg.exe',
    },
  ],
  simulator: ['entra', 'graph', 'xdr', 'endpoint'],
  output: 'rows',
  columns: [],
  run: (context, input) => huntByPurpose(context, family, input),
});
