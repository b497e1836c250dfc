import { privilegeEscalation as family } from '@vedette/hunting/purposes';
import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { runHunts } from '../permissions.ts';
import { huntByPurpose } from '../purpose-hunt.ts';
import { askInputs, deviceInputs } from '../purpose-inputs.ts';

export const privilegeEscalation = defineCommand({
  id: 'hunt.privilege-escalation',
  summary: 'Hunt for logons of local administrators',
  effect: 'read',
  permissions: runHunts,
  input: z.strictObject({
    ...deviceInputs,
    ...askInputs,
  }),
  examples: [
    {
      cli: 'hunt privilege-escalation --device srv-01 --since 7d',
      why: 'who logged on with a local account that is an administrator',
    },
  ],
  simulator: ['entra', 'graph', 'xdr', 'endpoint'],
  output: 'rows',
  columns: [],
  run: (context, input) => huntByPurpose(context, family, input),
});
