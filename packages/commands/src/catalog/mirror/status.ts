import * as z from 'zod';
import { defineCommand } from '../../define.ts';

export const status = defineCommand({
  id: 'mirror.status',
  summary: 'Say what the local mirror holds and how far it is complete',
  effect: 'local',
  permissions: [],
  input: z.strictObject({}),
  examples: [{ cli: 'mirror status', why: 'is the mirror up to date, and how big is it' }],
  simulator: [],
  output: 'record',
  columns: [
    { title: 'Store', value: 'path' },
    { title: 'Incidents', value: 'incidents', kind: 'number' },
    { title: 'Versions', value: 'versions', kind: 'number' },
    { title: 'Alerts', value: 'alerts', kind: 'number' },
    { title: 'Evidence', value: 'evidence', kind: 'number' },
    { title: 'Comments', value: 'comments', kind: 'number' },
    { title: 'Outbox waiting', value: 'outbox.waiting', kind: 'number' },
    { title: 'Outbox total', value: 'outbox.total', kind: 'number' },
    { title: 'Complete through', value: 'cursor', kind: 'age' },
    { title: 'Last fetch', value: 'lastFetch', kind: 'age' },
    { title: 'Bytes', value: 'bytes', kind: 'number' },
  ],
  run: async (context) => ({ ...(await context.mirror()).status() }),
});
