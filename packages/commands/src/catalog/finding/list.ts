import * as z from 'zod';
import { defineCommand, type Row } from '../../define.ts';
import { limitOption, timeOption } from '../inputs.ts';
import { timeFrom } from '../time.ts';

export const list = defineCommand({
  id: 'finding.list',
  summary: 'List what scheduled hunts found, last seen first',
  effect: 'local',
  permissions: [],
  input: z.strictObject({
    hunt: z.string().min(1).max(200).optional().describe('Only of the hunt with this name'),
    severity: z
      .array(z.enum(['informational', 'low', 'medium', 'high']))
      .min(1)
      .max(4)
      .optional()
      .describe('One or several severities'),
    since: timeOption.describe('Seen at or after this time: ISO 8601, or how long ago (12h, 7d)'),
    limit: limitOption,
  }),
  examples: [
    { cli: 'finding list --severity high --since 1d', why: 'what the hunts of a day have found' },
    { cli: 'finding list --hunt encoded-powershell --ndjson', why: 'all rows of one hunt, for a program' },
  ],
  simulator: [],
  output: 'rows',
  columns: [
    { title: 'Hunt', value: 'hunt' },
    { title: 'Severity', value: 'severity', kind: 'severity' },
    { title: 'First seen', value: 'firstSeen', kind: 'time' },
    { title: 'Last seen', value: 'lastSeen', kind: 'time' },
    { title: 'Count', value: 'count', kind: 'number' },
    { title: 'Entities', value: (row) => entitiesOf(row), wrap: true },
  ],
  run: async function* (context, { hunt, severity, since, limit }): AsyncGenerator<Row> {
    const mirror = await context.mirror();
    const from = timeFrom(since, context.now(), 'since');
    const found = mirror.findings.list({
      hunt,
      severity,
      limit,
      since: from === undefined ? undefined : Date.parse(from),
    });
    for (const finding of found) yield { ...finding };
  },
});

function entitiesOf(row: Row): string {
  return (row['entities'] as { kind: string; value: string }[])
    .map(({ kind, value }) => `${kind} ${value}`)
    .join(', ');
}
