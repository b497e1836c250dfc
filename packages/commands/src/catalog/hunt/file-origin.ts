import { fileOrigin as family } from '@vedette/hunting/purposes';
import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { runHunts } from '../permissions.ts';
import { huntByPurpose } from '../purpose-hunt.ts';
import { askInputs, deviceInputs, fileInputs } from '../purpose-inputs.ts';

export const fileOrigin = defineCommand({
  id: 'hunt.file-origin',
  summary: 'Hunt for how a file came to a device',
  effect: 'read',
  permissions: runHunts,
  input: z.strictObject({
    ...deviceInputs,
    ...fileInputs,
    ...askInputs,
  }),
  examples: [
    { cli: 'hunt file-origin --file invoice.exe', why: 'the address it was loaded from, and what wrote it' },
    {
      cli: 'hunt file-origin --sha256 275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f --since 30d',
      why: 'every device the file came to',
    },
  ],
  simulator: ['entra', 'graph', 'xdr', 'endpoint'],
  output: 'rows',
  columns: [],
  run: (context, input) => huntByPurpose(context, family, input),
});
