import { tampering as family } from '@vedette/hunting/purposes';
import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { runHunts } from '../permissions.ts';
import { huntByPurpose } from '../purpose-hunt.ts';
import { askInputs, deviceInputs } from '../purpose-inputs.ts';

export const tampering = defineCommand({
  id: 'hunt.tampering',
  summary: 'Hunt for attempts to stop the sensor or the antivirus',
  effect: 'read',
  permissions: runHunts,
  input: z.strictObject({
    ...deviceInputs,
    ...askInputs,
  }),
  examples: [
    { cli: 'hunt tampering --since 7d', why: 'on all devices' },
    { cli: 'hunt tampering --device srv-01 --exact', why: 'on one' },
  ],
  simulator: ['entra', 'graph', 'xdr', 'endpoint'],
  output: 'rows',
  columns: [],
  run: (context, input) => huntByPurpose(context, family, input),
});
