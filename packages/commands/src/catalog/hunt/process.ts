import { processDetails as family } from '@vedette/hunting/purposes';
import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { runHunts } from '../permissions.ts';
import { huntByPurpose } from '../purpose-hunt.ts';
import { askInputs, deviceInputs, fileInputs, purposeInput } from '../purpose-inputs.ts';

export const process = defineCommand({
  id: 'hunt.process',
  summary: 'Hunt for what a process is, what started it and what it did',
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
      cli: 'hunt process process-details --file evil.exe --device srv-01 --match all',
      why: 'the process with the signature of its file',
    },
    {
      cli: 'hunt process powershell-execution-unsigned-files --since 1d',
      why: 'PowerShell started by unsigned programs, on any device',
    },
  ],
  simulator: ['entra', 'graph', 'xdr', 'endpoint'],
  output: 'rows',
  columns: [],
  run: (context, input) => huntByPurpose(context, family, input),
});
