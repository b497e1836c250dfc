import { VedetteError, type Defender, type IncidentChange } from '@vedette/sdk';
import * as z from 'zod';
import type { CommandContext } from '../../context.ts';
import { defineCommand } from '../../define.ts';
import { changeThenComment } from '../change.ts';
import { incidentColumns } from '../columns.ts';
import { callOptions } from '../filters.ts';
import { assessmentInputs, commentText, incidentId, routeOption, tagList } from '../inputs.ts';
import { judge } from '../judgement.ts';
import { changeIncidents } from '../permissions.ts';

const input = z.strictObject({
  id: incidentId,
  status: z.enum(['active', 'inProgress', 'resolved']).optional().describe('New state'),
  ...assessmentInputs,
  tags: tagList.optional().describe('Replaces all custom tags; an empty value clears them'),
  addTags: tagList.min(1).optional().describe('Adds to the custom tags'),
  removeTags: tagList.min(1).optional().describe('Takes away from the custom tags'),
  comment: commentText.optional().describe('Is added after the change'),
  displayName: z.string().trim().min(1).max(500).optional().describe('New name (Graph only)'),
  severity: z
    .enum(['informational', 'low', 'medium', 'high'])
    .optional()
    .describe('New severity (Graph only)'),
  description: z.string().max(30_000).optional().describe('New description (Graph only)'),
  resolvingComment: z.string().max(30_000).optional().describe('Why it was resolved (Graph only)'),
  route: routeOption,
});

type Input = z.output<typeof input>;

export const update = defineCommand({
  id: 'incident.update',
  summary: 'Change an incident: state, owner, classification, tags',
  effect: 'write',
  permissions: changeIncidents,
  input,
  positional: ['id'],
  examples: [
    { cli: 'incident update 924 --status in-progress --assigned-to anna@contoso.com', why: 'take it on' },
    {
      cli: 'incident update 924 --status resolved --classification true-positive --determination malware --comment "IR-42"',
      why: 'close it',
    },
    { cli: 'incident update 924 --add-tags ir-42 --dry-run', why: 'see what would be sent' },
  ],
  simulator: ['entra', 'graph', 'xdr'],
  output: 'record',
  columns: incidentColumns,
  run: async (context, input) => {
    const { incident } = await context.defender();
    const options = callOptions(context, input);
    const change = await changeFrom(context, incident, input);
    const { id, comment } = input;
    return changeThenComment(context, {
      change: Object.keys(change).length > 0 ? () => incident.update(id, change, options) : undefined,
      comment: comment === undefined ? undefined : () => incident.comment(id, comment, options),
      read: () => incident.get(id, options),
    });
  },
});

async function changeFrom(
  context: CommandContext,
  incidents: Defender['incident'],
  input: Input,
): Promise<IncidentChange> {
  const { status, assignedTo, displayName, severity, description, resolvingComment } = input;
  const said = Object.entries({
    status,
    assignedTo,
    ...judge(input),
    customTags: await tagsFrom(context, incidents, input),
    displayName,
    severity,
    description,
    resolvingComment,
  }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said);
}

/** The API only replaces, so adding and taking away begin with what is there now. */
async function tagsFrom(
  context: CommandContext,
  incidents: Defender['incident'],
  input: Input,
): Promise<string[] | undefined> {
  const { id, tags, addTags = [], removeTags = [] } = input;
  if (addTags.length + removeTags.length === 0) return tags;
  if (tags !== undefined) {
    throw new VedetteError(
      'MDE_INPUT',
      'tags: it replaces all tags, so it does not go with addTags or removeTags',
      {
        advice: 'Give either --tags, or --add-tags and --remove-tags.',
        facts: { argument: 'tags' },
      },
    );
  }
  const current = (await incidents.get(id, callOptions(context, input))).customTags ?? [];
  const kept = current.filter((tag) => !removeTags.includes(tag));
  return [...new Set([...kept, ...addTags])];
}
