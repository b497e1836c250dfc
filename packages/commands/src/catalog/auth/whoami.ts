import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { describeSignIn, signInColumns } from '../grants.ts';

export const whoami = defineCommand({
  id: 'auth.whoami',
  summary: 'Say who is signed in, where, and with which permissions',
  effect: 'read',
  permissions: [],
  input: z.strictObject({}),
  words: ['whoami'],
  examples: [{ cli: 'whoami --json', why: 'which identity a script is running as' }],
  simulator: ['entra'],
  output: 'record',
  columns: signInColumns.filter(({ title }) => title !== 'Written to'),
  run: (context) => describeSignIn(context, false),
});
